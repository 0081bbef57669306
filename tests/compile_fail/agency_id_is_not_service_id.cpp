#include <qsmo/model/agency.hpp>
#include <qsmo/model/service.hpp>

qsmo::AgencyId first() { return qsmo::AgencyId(0); }

#ifdef QSMO_MISUSE
qsmo::ServiceId mixed() { return qsmo::AgencyId(0); }
#endif
