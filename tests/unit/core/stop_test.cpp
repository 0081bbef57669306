#include "qsmo/core/stop.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <thread>

namespace qsmo {
namespace {

TEST(StopPoint, WithoutSourceAndDeadlineIsNeverReached) {
  EXPECT_FALSE(StopPoint().reached());
  EXPECT_FALSE(StopPoint(nullptr, std::nullopt).reached());
}

TEST(StopPoint, IsReachedOnceTheSourceAsksAndSoAreItsCopies) {
  StopSource source;
  const StopPoint point(&source, std::nullopt);
  const StopPoint copy = point;
  EXPECT_FALSE(point.reached());
  std::thread([&] { source.request(); }).join();
  EXPECT_TRUE(point.reached());
  EXPECT_TRUE(copy.reached());
  EXPECT_TRUE(copy.requested());
}

TEST(StopPoint, IsReachedAtItsDeadline) {
  EXPECT_TRUE(StopPoint(nullptr, 0.0).reached());
  EXPECT_TRUE(StopPoint(nullptr, -1.0).reached());
  EXPECT_TRUE(StopPoint(nullptr, -1e300).reached());
  EXPECT_FALSE(StopPoint(nullptr, 1000.0).reached());
  const StopPoint soon(nullptr, 0.01);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_TRUE(soon.reached());
  EXPECT_FALSE(soon.requested());
}

TEST(StopPoint, ADeadlineBeyondTheClockIsNone) {
  for (const double seconds : {1e10, 1e30, 1e300, std::numeric_limits<double>::infinity()}) {
    EXPECT_FALSE(StopPoint(nullptr, seconds).reached()) << seconds;
  }
}

}  // namespace
}  // namespace qsmo
