#include "qsmo/scheduling/minelib.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <stdexcept>

#include "qsmo/core/error.hpp"
#include "qsmo/scheduling/bound.hpp"
#include "qsmo/scheduling/evaluate.hpp"
#include "unit/scheduling/brute_force.hpp"

namespace qsmo::scheduling {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

// Ore (2) lies under two blocks of waste; block 3 stands alone.
constexpr const char* small_cpit = R"(% three ways to separate words
NAME: Small mine
TYPE: CPIT
NBLOCKS 4
NPERIODS:	2
NRESOURCE_SIDE_CONSTRAINTS: 1
DISCOUNT_RATE: 0.25
OBJECTIVE_FUNCTION:
0 -10
1 -5
2 100
3 8.5
RESOURCE_CONSTRAINT_LIMITS:
0 0 L 3
0 1 L 2.5
RESOURCE_CONSTRAINT_COEFFICIENTS:
0 0 1
1 0 1
2 0 1.5
3 0 1
EOF
)";
constexpr const char* small_prec = "0 0\n1 0\n2 2 0 1\n3 0\n";

Mine parse(const std::string& cpit, const std::string& prec) {
  return parse_minelib(cpit, "m.cpit", prec, "m.prec");
}

std::string with(std::string text, const std::string& old, const std::string& now) {
  const std::size_t at = text.find(old);
  if (at == std::string::npos) throw std::logic_error("no " + old);
  return text.replace(at, old.size(), now);
}

/// What is wrong with these two texts, a line each; nothing if all is well.
std::vector<std::string> faults_of(const std::string& cpit, const std::string& prec) {
  std::vector<std::string> out;
  try {
    (void)parse(cpit, prec);
  } catch (const InputError& error) {
    for (const Fault& fault : error.faults()) out.push_back(to_string(fault));
  }
  return out;
}

std::string only_fault(const std::string& cpit, const std::string& prec = small_prec) {
  const auto faults = faults_of(cpit, prec);
  return faults.size() == 1 ? faults.front() : std::to_string(faults.size()) + " faults";
}

/// A file of the reference data; none without that folder.
std::optional<std::string> reference_file(const std::string& name) {
  const char* const folder = std::getenv("QSMO_REFERENCE_DATA");
  if (folder == nullptr || *folder == 0) return std::nullopt;
  const std::string command = "xz -dc '" + std::string(folder) + "/bench/minelib/" + name + ".xz'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::string text;
  std::vector<char> part(1 << 16);
  for (std::size_t got = 1; got > 0; text.append(part.data(), got))
    got = std::fread(part.data(), 1, part.size(), pipe.get());
  if (text.empty()) throw std::runtime_error("nothing from " + command);
  return text;
}

constexpr const char* no_reference_data =
    "QSMO_REFERENCE_DATA is not set: it names the folder with bench/minelib/newman1.*.xz";

TEST(MineLib, ReadsBlocksPeriodsResourcesAndPredecessors) {
  const Mine mine = parse(small_cpit, small_prec);
  EXPECT_EQ(mine.name, "Small mine");
  EXPECT_EQ(mine.problem.horizon, 2);
  EXPECT_EQ(mine.problem.activities.size(), 4U);
  EXPECT_EQ(mine.start, Solution(4));
  ASSERT_EQ(mine.problem.pools.size(), 1U);
  EXPECT_THAT(mine.problem.pools[0].capacity, ElementsAre(3'000'000, 2'500'000));
  EXPECT_THAT(mine.problem.options[2].cost, ElementsAre(-100'000'000, -80'000'000));
  EXPECT_EQ(mine.problem.options[2].demands.at(0).amount, 1'500'000);
  ASSERT_EQ(mine.problem.precedences.size(), 2U);
  EXPECT_EQ(mine.problem.precedences[1].prerequisite, 1U);
  EXPECT_EQ(mine.problem.precedences[1].dependent, 2U);
  EXPECT_EQ(mine.problem.blocks.size(), 4U);
}

// By hand: ore needs both blocks of waste. Together they take 3.5 units, more than period 0 has; one of the two can wait
// for the ore in period 1 (2.5 units), best the dearer one: -5 - 10 / 1.25 + 100 / 1.25 = 67. Block 3 fits beside the
// other in period 0 and earns 8.5.
TEST(MineLib, TheBestScheduleOfASmallMineIsTheOneFoundByHand) {
  const Mine mine = parse(small_cpit, small_prec);
  const auto best = tiny::optimum(mine.problem);
  ASSERT_TRUE(best.has_value());
  EXPECT_DOUBLE_EQ(mine.value(best->cost), 75.5);
  EXPECT_EQ(best->solution, (Solution{{0, 1}, {1, 0}, {2, 1}, {3, 0}}));
}

TEST(MineLib, AScheduleEarnsThePresentValueOfItsBlocks) {
  const Mine mine = parse(small_cpit, small_prec);
  const Evaluation judged = evaluate(mine.problem, {{0, 0}, {1, 1}, {2, 1}, {}});
  EXPECT_EQ(judged.broken, 0U);
  EXPECT_FALSE(judged.over_capacity);
  EXPECT_DOUBLE_EQ(mine.value(judged.cost), -10 - 5 / 1.25 + 100 / 1.25);
  EXPECT_EQ(evaluate(mine.problem, {{}, {1, 1}, {2, 1}, {}}).broken, 1U);
  EXPECT_EQ(evaluate(mine.problem, {{0, 0}, {1, 1}, {2, 0}, {}}).broken, 1U);
  EXPECT_TRUE(evaluate(mine.problem, {{0, 0}, {1, 0}, {2, 0}, {}}).over_capacity);
}

TEST(MineLib, SectionsStandInAnyOrderAndLinesEndInAnyWay) {
  std::string cpit = small_cpit;
  const std::size_t from = cpit.find("OBJECTIVE");
  const std::string objective = cpit.substr(from, cpit.find("RESOURCE_CONSTRAINT_LIMITS") - from);
  cpit = with(with(cpit, objective, ""), "EOF", objective + "EOF");
  for (const char* end : {"\n", "\r\n", "\r"}) {
    std::string text;
    for (const char c : cpit) text += c == '\n' ? std::string(end) : std::string(1, c);
    const Mine mine = parse("\xef\xbb\xbf" + text, small_prec);
    const Mine same = parse(small_cpit, small_prec);
    EXPECT_EQ(mine.name, same.name);
    for (std::size_t b = 0; b < 4; ++b)
      EXPECT_EQ(mine.problem.options[b].cost, same.problem.options[b].cost);
    EXPECT_EQ(mine.problem.pools[0].capacity, same.problem.pools[0].capacity);
  }
}

TEST(MineLib, AResourceWithoutALimitInAPeriodIsUnlimitedThere) {
  const Mine mine = parse(with(small_cpit, "0 1 L 2.5\n", ""), small_prec);
  EXPECT_THAT(mine.problem.pools[0].capacity, ElementsAre(3'000'000, unlimited));
}

TEST(MineLib, BlocksThatPrecedeOneAnotherInARingAreMinedTogether) {
  const Mine mine = parse(small_cpit, "0 1 1\n1 1 0\n2 1 1\n");
  EXPECT_THAT(mine.problem.blocks,
              UnorderedElementsAre(ElementsAre(0, 1), ElementsAre(2), ElementsAre(3)));
}

TEST(MineLib, ValuesBeyondTheRangeOfMillionthsAreKeptCoarser) {
  const Mine mine = parse(with(small_cpit, "2 100\n", "2 4e13\n"), small_prec);
  EXPECT_NEAR(mine.value(mine.problem.options[2].cost[1]), 3.2e13, 1);
  EXPECT_GT(mine.problem.dollars_per_cost, 1e-6);
}

TEST(MineLib, EveryFaultOfBothFilesIsNamedAtOnce) {
  std::string cpit = small_cpit;
  cpit = with(cpit, "1 -5\n", "1 minus5\n");
  cpit = with(cpit, "0 1 L 2.5", "0 2 L 2.5");
  cpit = with(cpit, "3 0 1\nEOF", "3 1 1\n4 0 1\nEOF");
  EXPECT_THAT(faults_of(cpit, "0 0\n1 2 0\n2 1 9\n3 1 3\n2 0\n"),
              ElementsAre("m.cpit:10: /OBJECTIVE_FUNCTION/1/value: \"minus5\": expected a number "
                          "from -1e+15 to 1e+15",
                          "m.cpit:15: /RESOURCE_CONSTRAINT_LIMITS/1/period: \"2\": expected a "
                          "whole number from 0 to 1",
                          "m.cpit:20: /RESOURCE_CONSTRAINT_COEFFICIENTS/3/resource: \"1\": "
                          "expected a whole number from 0 to 0",
                          "m.cpit:21: /RESOURCE_CONSTRAINT_COEFFICIENTS/4/block: \"4\": expected a "
                          "whole number from 0 to 3",
                          "m.prec:2: /blocks/1: \"1 2 0\": expected a block, how many predecessors "
                          "it has, and these",
                          "m.prec:3: /blocks/2/predecessors: \"9\": expected a whole number from 0 "
                          "to 3",
                          "m.prec:4: /blocks/3/predecessors: \"3\": expected another block than "
                          "the block itself",
                          "m.prec:5: /blocks/4/block: \"2\": expected each block once"));
}

TEST(MineLib, OtherThanUpperLimitsAreNotSupported) {
  for (const std::string kind : {"G", "I", "R", "l"}) {
    EXPECT_THAT(
        only_fault(with(small_cpit, "0 0 L 3", "0 0 " + kind + " 3")),
        HasSubstr("m.cpit:14: /RESOURCE_CONSTRAINT_LIMITS/0/kind: \"" + kind + "\": expected \"L"));
  }
  EXPECT_THAT(only_fault(with(small_cpit, "0 0 L 3", "0 0 I 3 4")), HasSubstr("\"0 0 I 3 4\""));
  EXPECT_THAT(only_fault(with(small_cpit, "2 0 1.5", "2 0 -1.5")), HasSubstr("from 0 to"));
}

TEST(MineLib, OtherTypesAreOneFault) {
  const std::string cpit = with(with(small_cpit, "CPIT", "PCPSP"), "NPERIODS", "NDESTINATIONS: 2");
  EXPECT_EQ(only_fault(cpit), "m.cpit:3: /TYPE: \"PCPSP\": expected CPIT");
}

TEST(MineLib, HeadersAreNeededOnceAndSpeltRight) {
  for (const std::string header :
       {"TYPE", "NBLOCKS", "NPERIODS", "NRESOURCE_SIDE_CONSTRAINTS", "DISCOUNT_RATE"}) {
    EXPECT_THAT(faults_of(with(small_cpit, header, header + "S"), small_prec),
                ElementsAre(HasSubstr("did you mean \"" + header + "\""),
                            HasSubstr("expected a line \"" + header + ": ...\"")));
  }
  EXPECT_THAT(only_fault(with(small_cpit, "NPERIODS", "NBLOCKS: 5\nNPERIODS")),
              HasSubstr("each header once"));
  EXPECT_THAT(only_fault(with(small_cpit, "0.25", "-0.25")), HasSubstr("from 0 to 1000"));
  EXPECT_THAT(only_fault(with(small_cpit, "NPERIODS:\t2", "NPERIODS: 0")), HasSubstr("from 1 to"));
  EXPECT_THAT(only_fault(with(small_cpit, "NBLOCKS 4", "NBLOCKS")),
              HasSubstr("m.cpit:4: /NBLOCKS: expected"));
}

TEST(MineLib, TruncatedFilesAreFaults) {
  EXPECT_THAT(only_fault(with(small_cpit, "EOF", "")), HasSubstr("/EOF"));
  EXPECT_THAT(only_fault(with(small_cpit, "3 8.5\n", "")), HasSubstr("each of 4 blocks"));
  EXPECT_THAT(only_fault(with(small_cpit, "NBLOCKS 4", "NBLOCKS 90000000")),
              HasSubstr("\"4 rows\""));
  EXPECT_THAT(faults_of("", ""),
              ElementsAre(HasSubstr("/EOF"), HasSubstr("/TYPE"), HasSubstr("/NBLOCKS"),
                          HasSubstr("/NPERIODS"), HasSubstr("/NRESOURCE_SIDE_CONSTRAINTS"),
                          HasSubstr("/DISCOUNT_RATE")));
  EXPECT_THAT(only_fault(small_cpit, "0\n"), HasSubstr("m.prec:1"));
}

TEST(MineLib, RepeatedRowsAreFaults) {
  EXPECT_THAT(only_fault(with(small_cpit, "3 8.5", "3 8.5\n3 8.5")), HasSubstr("each block once"));
  EXPECT_THAT(only_fault(with(small_cpit, "0 1 L 2.5", "0 0 L 2.5")), HasSubstr("one limit"));
  EXPECT_THAT(only_fault(with(small_cpit, "3 0 1\nEOF", "2 0 1\nEOF")),
              HasSubstr("each resource of a block once"));
}

TEST(MineLib, UseOfAResourceFitsInto64Bits) {
  EXPECT_THAT(
      only_fault(with(with(small_cpit, "\n0 0 1\n", "\n0 0 6e11\n"), "\n3 0 1\n", "\n3 0 6e11\n")),
      HasSubstr("sum to at most 1e12"));
}

TEST(MineLib, ReadsFromFiles) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("qsmo_minelib_test_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "small.cpit") << small_cpit;
  std::ofstream(folder / "small.prec") << small_prec;
  const Mine mine = read_minelib(folder / "small.cpit", folder / "small.prec");
  std::filesystem::remove_all(folder);
  EXPECT_EQ(mine.problem.activities.size(), 4U);
  EXPECT_THROW((void)read_minelib(folder / "small.cpit", folder / "small.prec"), IoError);
}

TEST(MineLib, Newman1HasTheSizeThatItsPublishersState) {
  const auto cpit = reference_file("newman1.cpit");
  if (!cpit) GTEST_SKIP() << no_reference_data;
  const Mine mine = parse(*cpit, *reference_file("newman1.prec"));
  EXPECT_EQ(mine.name, "Newman1");
  EXPECT_EQ(mine.problem.activities.size(), 1'060U);
  EXPECT_EQ(mine.problem.blocks.size(), 1'060U);
  EXPECT_EQ(mine.problem.horizon, 6);
  EXPECT_EQ(mine.problem.precedences.size(), 3'922U);
  EXPECT_EQ(mine.problem.pools.size(), 2U);
  EXPECT_EQ(evaluate(mine.problem, mine.start).cost, 0);
}

TEST(MineLib, TheBoundOfNewman1LiesBetweenTheBestKnownScheduleAndLittleAboveTheLinearProgramme) {
  const auto cpit = reference_file("newman1.cpit");
  if (!cpit) GTEST_SKIP() << no_reference_data;
  const Mine mine = parse(*cpit, *reference_file("newman1.prec"));
  constexpr double best_known = 24'176'865;
  Bound bound(mine.problem, mine.start, {});
  bound.improve(200, {.cost = static_cast<Cost>(-best_known * 1e6)}, StopPoint());
  EXPECT_GE(mine.value(bound.value()), best_known);
  EXPECT_LE(mine.value(bound.value()), 24'500'000);  // 24,486,184 in the linear programme
}

}  // namespace
}  // namespace qsmo::scheduling
