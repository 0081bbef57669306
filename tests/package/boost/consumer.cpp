#include <boost/version.hpp>
#include <qsmo/version.hpp>

int main() { return BOOST_VERSION > 0 && !qsmo::version.empty() ? 0 : 1; }
