// 128-bit integers: a GCC and Clang extension, named once so that pedantic builds stay quiet.
#pragma once

namespace qsmo {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

}  // namespace qsmo
