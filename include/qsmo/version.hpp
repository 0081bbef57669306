#pragma once
/// @file
/// The version of qsmo. This is the only place where it is written: CMake, the Python package and
/// the documentation all read it from here.

#include <string_view>

#define QSMO_VERSION_MAJOR 0
#define QSMO_VERSION_MINOR 1
#define QSMO_VERSION_PATCH 0

/// @cond
#define QSMO_DETAIL_TEXT(x) #x
#define QSMO_DETAIL_DOTTED(a, b, c)                                                                \
  QSMO_DETAIL_TEXT(a) "." QSMO_DETAIL_TEXT(b) "." QSMO_DETAIL_TEXT(c)
/// @endcond

namespace qsmo {

/// The version of these headers as `major.minor.patch`, under semantic versioning.
inline constexpr std::string_view version =
    QSMO_DETAIL_DOTTED(QSMO_VERSION_MAJOR, QSMO_VERSION_MINOR, QSMO_VERSION_PATCH);

}  // namespace qsmo

#undef QSMO_DETAIL_DOTTED
#undef QSMO_DETAIL_TEXT
