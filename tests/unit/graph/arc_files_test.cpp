#include "qsmo/graph/arc_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "qsmo/core/random.hpp"

namespace {

using qsmo::Arc;
using qsmo::ArcTable;
using qsmo::DependencyGraph;
using qsmo::Fault;
using qsmo::Node;
using testing::ElementsAre;
using testing::HasSubstr;

ArcTable parse(std::string_view text) { return qsmo::parse_arcs(text, "arcs"); }

std::vector<Fault> faults_of(std::string_view text) {
  try {
    parse(text);
  } catch (const qsmo::InputError& error) {
    return error.faults();
  }
  return {};
}

/// Faults as `line pointer value`.
std::vector<std::string> places_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Fault& fault : faults_of(text)) {
    EXPECT_EQ(fault.file, "arcs");
    EXPECT_FALSE(fault.expected.empty());
    out.push_back(std::to_string(fault.line) + " " + fault.pointer + " " + fault.value);
  }
  return out;
}

// --- the plain form ---

TEST(PlainArcs, SayThatTheFirstNumberDependsOnTheSecond) {
  const ArcTable table = parse("0 1\n2 1\n");
  EXPECT_EQ(table.nodes, 3U);
  EXPECT_THAT(table.arcs, ElementsAre(Arc{1, 0}, Arc{1, 2}));
  EXPECT_TRUE(table.names.empty());
  EXPECT_TRUE(table.lags.empty());
  EXPECT_TRUE(table.weights.empty());
}

TEST(PlainArcs, TakeTheNumberOfNodesFromTheFirstLine) {
  EXPECT_EQ(parse("# 550 nodes 1157 edges\n0 1\n").nodes, 550U);
  EXPECT_EQ(parse("#7 nodes\n").nodes, 7U);
  EXPECT_EQ(parse("\xef\xbb\xbf# 7 nodes\n0 1").nodes, 7U);
  EXPECT_EQ(parse("# 1 node\n").nodes, 1U);
  EXPECT_EQ(parse("# graph of 550 nodes\n0 1\n").nodes, 2U);
  EXPECT_EQ(parse("# 550 edges\n0 1\n").nodes, 2U);
  EXPECT_EQ(parse("0 1\n# 550 nodes\n").nodes, 2U);
}

TEST(PlainArcs, LeaveOutCommentsAndEmptyLines) {
  EXPECT_THAT(parse("# one\n\n 0\t1 \n  # two\n\t\n1  2").arcs, ElementsAre(Arc{1, 0}, Arc{2, 1}));
}

TEST(PlainArcs, EndLinesInEveryUsualWay) {
  const ArcTable expected = parse("0 1\n1 2\n");
  EXPECT_EQ(parse("0 1\r\n1 2\r\n"), expected);
  EXPECT_EQ(parse("0 1\r1 2\r"), expected);
  EXPECT_EQ(parse("0 1\n1 2"), expected);
}

TEST(PlainArcs, KeepRepeatedAndSelfArcs) {
  EXPECT_THAT(parse("0 1\n0 1\n1 1\n").arcs, ElementsAre(Arc{1, 0}, Arc{1, 0}, Arc{1, 1}));
}

TEST(PlainArcs, OfNoLinesAreAnEmptyGraph) {
  EXPECT_EQ(parse(""), ArcTable{});
  EXPECT_EQ(parse("# nothing\n\n"), ArcTable{});
  EXPECT_EQ(parse("# 0 nodes\n").nodes, 0U);
}

TEST(PlainArcs, ReportEveryFaultWithLineAndValue) {
  EXPECT_THAT(places_of("# 3 nodes\n0 3\n1 2\n-1 5\n1.5 2\n1 2 3\n7\n1 x\n"),
              ElementsAre("2 /arcs/0/prerequisite 3", "4 /arcs/2/dependent -1",
                          "4 /arcs/2/prerequisite 5", "5 /arcs/3/dependent 1.5", "6 /arcs/4 1 2 3",
                          "7 /arcs/5 7", "8 /arcs/6/prerequisite x"));
}

TEST(PlainArcs, NameTheNodesThatTheFirstLineAllows) {
  EXPECT_EQ(faults_of("# 3 nodes\n0 3\n")[0].expected,
            "a node number from 0 to 2, as the first line says 3 nodes");
  EXPECT_EQ(faults_of("# 0 nodes\n0 0\n")[0].expected, "no arcs, as the first line says 0 nodes");
}

TEST(PlainArcs, NeedAStatedCountForHugeNumbers) {
  EXPECT_EQ(parse("0 99999999\n").nodes, 100'000'000U);
  EXPECT_THAT(
      places_of("0 1\n0 100000000\n18446744073709551616 0\n"),
      ElementsAre("2 /arcs/1/prerequisite 100000000", "3 /arcs/2/dependent 18446744073709551616"));
  EXPECT_THAT(parse("# 4294967294 nodes\n0 4294967293\n").arcs, ElementsAre(Arc{4294967293, 0}));
  EXPECT_THAT(places_of("# 4294967295 nodes\n"), ElementsAre("1 /nodes 4294967295"));
  EXPECT_THAT(places_of("# 99999999999999999999 nodes\n"),
              ElementsAre("1 /nodes 99999999999999999999"));
}

TEST(PlainArcs, TellAllFaultsHoweverMany) {
  std::string text;
  for (int i = 0; i < 250; ++i) text += "-1 0\n";
  const std::vector<Fault> faults = faults_of(text);
  ASSERT_EQ(faults.size(), 250U);
  EXPECT_EQ(faults[249].line, 250U);
}

// --- the form with a header ---

TEST(CsvArcs, NumberNamesByFirstAppearance) {
  const ArcTable table = parse("prerequisite,dependent\nparts,engine\nengine,car\nparts,car\n");
  EXPECT_THAT(table.names, ElementsAre("parts", "engine", "car"));
  EXPECT_THAT(table.arcs, ElementsAre(Arc{0, 1}, Arc{1, 2}, Arc{0, 2}));
  EXPECT_EQ(table.nodes, 3U);
}

TEST(CsvArcs, NumberWholeNumbersByRank) {
  const ArcTable table = parse("prerequisite,dependent\n30,7\n-5,30\n100,7\n");
  EXPECT_THAT(table.names, ElementsAre("-5", "7", "30", "100"));
  EXPECT_THAT(table.arcs, ElementsAre(Arc{2, 1}, Arc{0, 2}, Arc{3, 1}));
  // Two spellings of a number are two names, and names have no rank.
  EXPECT_THAT(parse("prerequisite,dependent\n7,07\n07,3\n").names, ElementsAre("7", "07", "3"));
  EXPECT_THAT(parse("prerequisite,dependent\n7,a\na,3\n").names, ElementsAre("7", "a", "3"));
}

TEST(CsvArcs, ReadColumnsInAnyOrderAndLeaveOthersAside) {
  const ArcTable table =
      parse("note,weight,dependent,lag,prerequisite\nx,2.5,b,-3,a\n,0,c,,b\n\"y,z\",1e3,c,4,a\n");
  EXPECT_THAT(table.names, ElementsAre("a", "b", "c"));
  EXPECT_THAT(table.arcs, ElementsAre(Arc{0, 1}, Arc{1, 2}, Arc{0, 2}));
  EXPECT_THAT(table.lags, ElementsAre(-3, 0, 4));
  EXPECT_THAT(table.weights, ElementsAre(2.5, 0, 1000));
}

TEST(CsvArcs, ReadTabsAsWell) {
  EXPECT_EQ(parse("prerequisite\tdependent\tlag\na, b\tc\t1\n"),
            parse("prerequisite,dependent,lag\n\"a, b\",c,1\n"));
  EXPECT_EQ(parse("remarks, if any\tprerequisite\tdependent\nnone\ta\tb\n").names.size(), 2U);
}

TEST(CsvArcs, LeaveOutCommentsBeforeTheHeaderAndABom) {
  const ArcTable expected = parse("prerequisite,dependent\na,b\n");
  EXPECT_EQ(parse("\xef\xbb\xbfprerequisite,dependent\r\na,b\r\n"), expected);
  EXPECT_EQ(parse("# arcs of 2024\n\n# more\n prerequisite , dependent \n a ,b\n\n"), expected);
}

TEST(CsvArcs, OfAHeaderAloneAreAnEmptyGraph) {
  EXPECT_EQ(parse("prerequisite,dependent,weight\n"), ArcTable{});
}

TEST(CsvArcs, ReportEveryFaultWithLineAndValue) {
  EXPECT_THAT(places_of("# arcs\nprerequisite,dependent,lag,weight\n"
                        "a,b,0,\n"        // no weight
                        "a,b,1.5,1\n"     // lag not whole
                        "a,b,0,nan\n"     //
                        "a,b,0,-1\n"      //
                        "a,b,0,inf\n"     //
                        "a,b,0,1e999\n"   //
                        "a,b,0,1 USD\n"   //
                        ",b,x,1\n"        // two faults
                        "a,b\n"           // cells
                        "a,b,,1,2\n"      //
                        "a,\x1b[1m,,1\n"  // control character
                        "a,b,99999999999999999999,1\n"),
              ElementsAre("3 /arcs/0/weight ", "4 /arcs/1/lag 1.5", "5 /arcs/2/weight nan",
                          "6 /arcs/3/weight -1", "7 /arcs/4/weight inf", "8 /arcs/5/weight 1e999",
                          "9 /arcs/6/weight 1 USD", "10 /arcs/7/prerequisite ", "10 /arcs/7/lag x",
                          "11 /arcs/8 2 cells", "12 /arcs/9 5 cells",
                          "13 /arcs/10/dependent \x1b[1m", "14 /arcs/11/lag 99999999999999999999"));
}

TEST(CsvArcs, SaySlipsInTheHeader) {
  const std::vector<Fault> faults = faults_of("prerequsite,Dependend\na,b\n");
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0], (Fault{"arcs", 1, "/header/0", "prerequsite", "a column \"prerequisite\"",
                              "prerequisite"}));
  EXPECT_EQ(faults[1].suggestion, "dependent");
}

TEST(CsvArcs, KnowColumnsInEveryCase) {
  EXPECT_EQ(parse("Prerequisite,DEPENDENT,Lag,weighT\na,b,1,2\n"),
            parse("prerequisite,dependent,lag,weight\na,b,1,2\n"));
  EXPECT_THAT(places_of("prerequisite,dependent,lag,Lag\na,b,1,2\n"),
              ElementsAre("1 /header/3 Lag"));
}

TEST(CsvArcs, SayWhatTheHeaderHasAndWhatWasExpected) {
  const std::vector<Fault> both = faults_of("from,to\na,b\n");
  ASSERT_EQ(both.size(), 1U);
  EXPECT_EQ(both[0].value, "from,to");
  EXPECT_EQ(both[0].expected,
            "a header with the columns \"prerequisite\" and \"dependent\", or else lines of two "
            "node numbers, a b, where a depends on b");
  const std::vector<Fault> one = faults_of("prerequisite,lag\na,1\n");
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].expected, "a column \"dependent\"");
}

TEST(CsvArcs, SayMissingAndRepeatedColumns) {
  EXPECT_THAT(places_of("prerequisite,lag\na,1\n"), ElementsAre("1 /header prerequisite,lag"));
  EXPECT_THAT(places_of("from,to\na,b\n"), ElementsAre("1 /header from,to"));
  EXPECT_THAT(places_of("prerequisite,dependent,lag,lag\na,b,1,2\n"),
              ElementsAre("1 /header/3 lag"));
  EXPECT_THAT(places_of("0,1\n1,2\n"), ElementsAre("1 /header 0,1"));
  EXPECT_THAT(places_of(",\n"), ElementsAre("1 /header ,"));
  EXPECT_THAT(places_of("\n\nengine car\n"), ElementsAre("3 /header engine car"));
}

TEST(CsvArcs, SayWhichSeparatorsAreRead) {
  const std::vector<Fault> faults = faults_of("prerequisite;dependent\na;b\n");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].expected, "columns separated by commas or tabs, not by semicolons");
}

TEST(CsvArcs, MustBeUtf8) {
  EXPECT_THAT(places_of("prerequisite,dependent\na,b\n\xff,b\n"), ElementsAre("3  "));
  EXPECT_THAT(parse("prerequisite,dependent\nB\xc3\xbchler,b\n").names[0], "B\xc3\xbchler");
}

TEST(CsvArcs, MustCloseTheirQuotes) {
  EXPECT_THAT(places_of("# x\nprerequisite,dependent\na,\"b\n"), ElementsAre("3  "));
}

TEST(CsvArcs, TellAllFaultsHoweverMany) {
  std::string text = "prerequisite,dependent\n";
  for (int i = 0; i < 250; ++i) text += "a,\n";
  const std::vector<Fault> faults = faults_of(text);
  ASSERT_EQ(faults.size(), 250U);
  EXPECT_EQ(faults[249].line, 251U);
}

TEST(Arcs, AreTheSameInBothForms) {
  qsmo::Random random(5);
  for (int round = 0; round < 50; ++round) {
    const std::size_t nodes = 2 + random.below(20);
    // Every node appears, so that ranks are numbers.
    std::string plain, csv = "dependent,prerequisite\n";
    for (std::size_t i = 0; i < nodes + random.below(30); ++i) {
      const std::string a = std::to_string(i < nodes ? i : random.below(nodes));
      const std::string b = std::to_string(random.below(nodes));
      plain += a + " " + b + "\n";
      csv += a + "," + b + "\n";
    }
    ArcTable named = parse(csv);
    for (Node node = 0; node < nodes; ++node) ASSERT_EQ(named.names[node], std::to_string(node));
    named.names.clear();
    ASSERT_EQ(named, parse(plain));
  }
}

TEST(Arcs, OfAnyBytesAreReadOrRefused) {
  qsmo::Random random(11);
  const std::string_view bits[] = {"prerequisite",
                                   "dependent",
                                   "lag",
                                   "weight",
                                   ",",
                                   "\t",
                                   "\n",
                                   "\r",
                                   "\"",
                                   "#",
                                   " nodes",
                                   "12",
                                   "-",
                                   " ",
                                   "a",
                                   "\xc3\xbc",
                                   "\xff",
                                   std::string_view("\0", 1),
                                   ".",
                                   ";"};
  int read = 0, refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = round % 2 == 0 ? "prerequisite,dependent\n" : "";
    for (std::size_t i = random.below(25); i > 0; --i) text += bits[random.below(std::size(bits))];
    try {
      const ArcTable table = parse(text);
      for (const Arc& arc : table.arcs) {
        ASSERT_LT(arc.prerequisite, table.nodes);
        ASSERT_LT(arc.dependent, table.nodes);
      }
      ++read;
    } catch (const qsmo::InputError& error) {
      ASSERT_FALSE(error.faults().empty());
      ++refused;
    }
  }
  EXPECT_GT(read, 100);
  EXPECT_GT(refused, 100);
}

TEST(Arcs, OfAMillionRowsKeepTheirOrder) {
  std::string plain, csv = "prerequisite,dependent\n";
  for (int i = 0; i + 1 < 1'000'000; ++i) {
    plain += std::to_string(i + 1) + " " + std::to_string(i) + "\n";
    csv += "n" + std::to_string(i) + ",n" + std::to_string(i + 1) + "\n";
  }
  const ArcTable table = parse(csv);
  EXPECT_EQ(table.arcs, parse(plain).arcs);
  EXPECT_EQ(table.names[777'777], "n777777");
}

TEST(ReadArcs, SaysWhichFileCannotBeRead) {
  const std::string folder = testing::TempDir();
  const std::string missing = folder + "/no such file.csv";
  try {
    FAIL() << qsmo::read_arcs(missing).nodes;
  } catch (const qsmo::IoError& error) {
    EXPECT_EQ(error.path(), missing);
  }
  EXPECT_THROW((void)qsmo::read_arcs(folder), qsmo::IoError);
}

TEST(ReadArcs, NamesTheFileInFaults) {
  const std::string path = testing::TempDir() + "/qsmo_arc_files_test.csv";
  std::ofstream(path) << "prerequisite,dependent\na,b\n,c\n";
  try {
    FAIL() << qsmo::read_arcs(path).nodes;
  } catch (const qsmo::InputError& error) {
    EXPECT_EQ(error.faults()[0].file, path);
    EXPECT_EQ(error.faults()[0].line, 3U);
  }
  std::ofstream(path) << "prerequisite,dependent\na,b\n";
  EXPECT_EQ(qsmo::read_arcs(path).arcs.size(), 1U);
  std::filesystem::remove(path);
}

// --- writing ---

TEST(Dot, DrawsNodesArcsAndWaves) {
  const DependencyGraph graph(3, {{0, 1}, {1, 2}, {2, 0}});
  const std::vector<std::string> names{"a", "b", "c"};
  const std::vector<std::int64_t> lags{0, -2, 5};
  const std::vector<double> weights{1, 2.5, 1e300};
  const std::vector<std::uint32_t> bridged{2}, waves{0, 1, 1};
  EXPECT_EQ(qsmo::to_dot(graph, {names, lags, weights, bridged, waves}),
            R"(digraph {
  rankdir=LR;
  node [shape=box];
  0 [label="a"];
  1 [label="b"];
  2 [label="c"];
  { rank=same; 0; }
  { rank=same; 1; 2; }
  0 -> 1 [lag="0", arc_weight="1", label="weight 1"];
  1 -> 2 [lag="-2", arc_weight="2.5", label="lag -2, weight 2.5"];
  2 -> 0 [lag="5", arc_weight="1e+300", label="lag 5, weight 1e+300", bridged=true, style=dashed, color=red, constraint=false];
}
)");
}

TEST(Dot, OfAGraphWithoutAnythingIsStillAGraph) {
  EXPECT_EQ(qsmo::to_dot({}), "digraph {\n  rankdir=LR;\n  node [shape=box];\n}\n");
}

TEST(Dot, ShowsNamesAsTheyAre) {
  const std::vector<std::string> names{"say \"hi\"", "C:\\new\\", "a&lt;b & c;", "<b>", "&;"};
  const std::string dot = qsmo::to_dot(DependencyGraph(5, {}), {.names = names});
  EXPECT_THAT(dot, HasSubstr(R"(0 [label="say \"hi\""];)"));
  EXPECT_THAT(dot, HasSubstr(R"(1 [label="C:\\new\\"];)"));
  EXPECT_THAT(dot, HasSubstr(R"(2 [label="a&amp;lt;b & c;"];)"));
  EXPECT_THAT(dot, HasSubstr(R"(3 [label="<b>"];)"));
  EXPECT_THAT(dot, HasSubstr(R"(4 [label="&;"];)"));
}

TEST(Dot, SpellsControlCharactersOut) {
  const std::vector<std::string> names{"\x1b[1m",      std::string("a\0b", 3),
                                       "\xc2\x9b\x7f", "\xff!",
                                       "\t\r\n",       "\xc3\xbc \xf0\x9f\x9a\x80"};
  const std::string dot = qsmo::to_dot(DependencyGraph(6, {}), {.names = names});
  EXPECT_THAT(dot, HasSubstr(R"(0 [label="\\x1b[1m"];)"));
  EXPECT_THAT(dot, HasSubstr(R"(1 [label="a\\x00b"];)"));
  EXPECT_THAT(dot, HasSubstr(R"(2 [label="\\x9b\\x7f"];)"));
  EXPECT_THAT(dot, HasSubstr("3 [label=\"\xef\xbf\xbd!\"];"));
  EXPECT_THAT(dot, HasSubstr(R"(4 [label="\\x09\\x0d\n"];)"));
  EXPECT_THAT(dot, HasSubstr("5 [label=\"\xc3\xbc \xf0\x9f\x9a\x80\"];"));
}

TEST(Dot, LeavesOutTheLagsOfZero) {
  const std::vector<std::int64_t> lags{0, 3};
  const std::string dot = qsmo::to_dot(DependencyGraph(3, {{0, 1}, {1, 2}}), {.lags = lags});
  EXPECT_THAT(dot, HasSubstr("0 -> 1 [lag=\"0\"];"));
  EXPECT_THAT(dot, HasSubstr("1 -> 2 [lag=\"3\", label=\"lag 3\"];"));
}

TEST(Graphml, HoldsEverythingThatIsKnown) {
  const DependencyGraph graph(2, {{0, 1}, {1, 0}});
  const std::vector<std::string> names{"a", "<b> & \"c\""};
  const std::vector<std::int64_t> lags{0, -2};
  const std::vector<double> weights{1, 0.1};
  const std::vector<std::uint32_t> bridged{1}, waves{0, 1};
  EXPECT_EQ(qsmo::to_graphml(graph, {names, lags, weights, bridged, waves}),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="wave" for="node" attr.name="wave" attr.type="long"/>
  <key id="lag" for="edge" attr.name="lag" attr.type="long"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
  <key id="bridged" for="edge" attr.name="bridged" attr.type="boolean"/>
  <graph edgedefault="directed">
    <node id="0"><data key="name">a</data><data key="wave">0</data></node>
    <node id="1"><data key="name">&lt;b&gt; &amp; &quot;c&quot;</data><data key="wave">1</data></node>
    <edge id="e0" source="0" target="1"><data key="lag">0</data><data key="weight">1</data><data key="bridged">false</data></edge>
    <edge id="e1" source="1" target="0"><data key="lag">-2</data><data key="weight">0.1</data><data key="bridged">true</data></edge>
  </graph>
</graphml>
)");
}

TEST(Graphml, ReplacesWhatXmlCannotHold) {
  const std::vector<std::string> names{std::string("a\0b", 3), "\x1b[1m",  "\xff!",
                                       "\xef\xbf\xbf",         "\tx\ny\r", "\xf0\x9f\x9a\x80"};
  const std::string text = qsmo::to_graphml(DependencyGraph(6, {}), {.names = names});
  EXPECT_THAT(text, HasSubstr(">a\xef\xbf\xbd"
                              "b<"));
  EXPECT_THAT(text, HasSubstr(">\xef\xbf\xbd[1m<"));
  EXPECT_THAT(text, HasSubstr(">\xef\xbf\xbd!<"));
  EXPECT_THAT(text, HasSubstr(">\xef\xbf\xbd<"));
  EXPECT_THAT(text, HasSubstr(">&#9;x&#10;y&#13;<"));
  EXPECT_THAT(text, HasSubstr(">\xf0\x9f\x9a\x80<"));
}

TEST(Graphml, OfAGraphWithoutAnythingIsStillAGraph) {
  EXPECT_THAT(qsmo::to_graphml({}), HasSubstr("<graph edgedefault=\"directed\">\n  </graph>"));
}

}  // namespace
