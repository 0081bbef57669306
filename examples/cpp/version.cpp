#include <iostream>

#include <qsmo/version.hpp>

int main() { std::cout << "qsmo " << qsmo::version << '\n'; }
