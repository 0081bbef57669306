#include "qsmo/policy/adoption.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace qsmo {
namespace {

AdoptionVerdict judge(int workloads, int adopted, int under_way, int planned) {
  return adoption_rule({workloads, adopted, under_way, planned}, {2021, 1}, {});
}

TEST(Adoption, IsCompleteWhenAllHaveAdopted) {
  const AdoptionVerdict verdict = judge(3, 3, 0, 0);
  EXPECT_EQ(verdict.reason, Reason::adoption_complete);
  EXPECT_EQ(verdict.status, AdoptionStatus::complete);
  EXPECT_EQ(verdict.outcome(), Outcome::found);
}

TEST(Adoption, IsPartialWhenSomeHaveOrAreUnderWay) {
  for (const AdoptionVerdict& verdict : {judge(3, 2, 0, 0), judge(3, 0, 1, 0), judge(3, 1, 1, 1)}) {
    EXPECT_EQ(verdict.reason, Reason::adoption_partial);
    EXPECT_EQ(verdict.status, AdoptionStatus::partial);
  }
}

TEST(Adoption, IsNotStartedWhenItIsOnlyPlanned) {
  const AdoptionVerdict verdict = judge(3, 0, 0, 1);
  EXPECT_EQ(verdict.reason, Reason::adoption_not_started);
  EXPECT_EQ(verdict.status, AdoptionStatus::not_started);
}

TEST(Adoption, IsElseNotPlanned) {
  for (const AdoptionVerdict& verdict : {judge(3, 0, 0, 0), judge(0, 0, 0, 0)}) {
    EXPECT_EQ(verdict.reason, Reason::adoption_not_planned);
    EXPECT_EQ(verdict.status, AdoptionStatus::not_planned);
  }
}

TEST(Adoption, IsAsTheDefinitionSaysForEveryCount) {
  for (int workloads = 0; workloads <= 4; ++workloads) {
    for (int adopted = 0; adopted <= workloads; ++adopted) {
      for (int under_way = 0; adopted + under_way <= workloads; ++under_way) {
        for (int planned = 0; adopted + under_way + planned <= workloads; ++planned) {
          AdoptionStatus expected = AdoptionStatus::not_planned;
          if (planned > 0) expected = AdoptionStatus::not_started;
          if (adopted + under_way > 0) expected = AdoptionStatus::partial;
          if (adopted == workloads && workloads > 0) expected = AdoptionStatus::complete;
          EXPECT_EQ(judge(workloads, adopted, under_way, planned).status, expected);
        }
      }
    }
  }
}

TEST(Adoption, NeverFallsBackAsWorkloadsMoveOn) {
  // The enumeration lists the values from the furthest on.
  for (int workloads = 1; workloads <= 4; ++workloads) {
    for (int adopted = 0; adopted <= workloads; ++adopted) {
      for (int under_way = 0; adopted + under_way <= workloads; ++under_way) {
        const int planned = workloads - adopted - under_way;
        const AdoptionStatus now = judge(workloads, adopted, under_way, planned).status;
        if (under_way > 0) {
          EXPECT_LE(judge(workloads, adopted + 1, under_way - 1, planned).status, now);
        }
        if (planned > 0) {
          EXPECT_LE(judge(workloads, adopted, under_way + 1, planned - 1).status, now);
        }
      }
    }
  }
}

TEST(Adoption, HasTheOfficialValues) {
  const char* folder = std::getenv("QSMO_REFERENCE_DATA");
  if (folder == nullptr || *folder == 0)
    GTEST_SKIP() << "QSMO_REFERENCE_DATA is not set: it names the folder with data/federal/*.csv";
  std::ifstream file(std::string(folder) + "/data/federal/adoption_status_values.csv");
  ASSERT_TRUE(file) << "no adoption_status_values.csv in " << folder;
  std::string line;
  std::getline(file, line);
  for (const std::string_view name : EnumNames<AdoptionStatus>::names) {
    ASSERT_TRUE(std::getline(file, line));
    EXPECT_EQ(line.substr(0, line.find(',')), name);
  }
  EXPECT_FALSE(std::getline(file, line)) << line;
}

}  // namespace
}  // namespace qsmo
