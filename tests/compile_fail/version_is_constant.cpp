#include <qsmo/version.hpp>

bool is_first() { return qsmo::version == "0.0.0"; }

#ifdef QSMO_MISUSE
void change() { qsmo::version = "0.0.0"; }
#endif
