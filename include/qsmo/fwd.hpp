// Declarations of the main types, for headers that only name them.
#pragma once

namespace qsmo {

struct Agency;
struct Service;
struct Offering;
struct Workload;
struct Scenario;
class Portfolio;
class PortfolioBuilder;
struct Plan;
struct PlanOptions;
struct PlanResult;
struct Violation;
class Statement;
class DependencyGraph;

}  // namespace qsmo
