// minelib CPIT PREC SECONDS [SEED] solves a mine of MineLib and prints one line of JSON: present value of the best schedule
// found, upper bound on that of any, the gap between the two as a share of the bound, and the seconds taken.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include "qsmo/scheduling/minelib.hpp"
#include "qsmo/scheduling/solve.hpp"

namespace {

using namespace qsmo::scheduling;

template <class T>
T number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw std::invalid_argument("not a number: " + std::string(text));
  return value;
}

void run(const Mine& mine, double seconds, std::uint64_t seed) {
  const auto begin = std::chrono::steady_clock::now();
  const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  SolveOptions options;
  options.seed = seed;
  options.work_limit = no_work_limit;
  options.threads = threads;
  options.stop = qsmo::StopPoint(nullptr, seconds);
  const SolveResult result = solve(mine.problem, mine.start, options);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  if (result.broken > 0 || result.over_capacity)
    throw std::logic_error("the schedule breaks a constraint");
  const double value = mine.value(result.cost);
  const double bound = mine.value(result.bound);
  const double gap = (bound - value) / std::max(1.0, std::fabs(bound));
  std::cout << std::setprecision(15) << "{\"name\": \"" << mine.name << "\", \"value\": " << value
            << ", \"bound\": " << bound << ", \"gap\": " << gap
            << ", \"seconds\": " << taken.count() << ", \"threads\": " << threads
            << ", \"seed\": " << seed << "}" << std::endl;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    std::cerr << "usage: minelib CPIT PREC SECONDS [SEED]\n";
    return 2;
  }
  try {
    run(read_minelib(argv[1], argv[2]), number<double>(argv[3]),
        argc == 5 ? number<std::uint64_t>(argv[4]) : 1);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
