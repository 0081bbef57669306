// The C++ half of benchmarks/ordering.py: reads commands, one a line, and answers each with a line of JSON. One process
// for all, so that runs of different peers can take turns.
//
//   load NODES ARCS FILE   two columns of uint32, prerequisites then dependents; all graphs are dropped
//   prepare PEER           makes ready what the peer's constructor takes -> seconds
//   build PEER             -> seconds
//   run PEER OPERATION     -> seconds; the result is kept
//   drop PEER              forgets the peer's graph
//   memory                 -> bytes of qsmo's graph, of graph and order, and at the peak
//   break FILE             weights of the arcs in float64 -> seconds, cost, bound; rows of the arcs are kept
//   online                 -> seconds; 1 or 0 for each arc is kept
//   reorder SAMPLES        -> mean seconds to order anew
//   save FILE              writes the numbers kept
//   versions               -> compiler and Boost
#include <boost/version.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>

#include "ordering/bare_loops.hpp"
#include "ordering/boost_peers.hpp"
#include "ordering/qsmo_peer.hpp"

namespace {

using namespace bench;

template <class T>
std::vector<T> read_numbers(std::istream& in, std::size_t count) {
  std::vector<T> out(count);
  in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(count * sizeof(T)));
  if (!in) throw std::runtime_error("the file is too short");
  return out;
}

std::ifstream open_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  return in;
}

std::string seconds_json(double seconds) {
  std::ostringstream out;
  out.precision(9);
  out << "{\"seconds\": " << seconds << "}";
  return out.str();
}

class Server {
 public:
  Server() {
    peers_["qsmo"] = std::make_unique<QsmoPeer>();
    peers_["rows"] = std::make_unique<BoostPeer<BoostRows>>();
    peers_["lists"] = std::make_unique<BoostPeer<BoostLists>>();
    peers_["bare"] = std::make_unique<BareLoops>();
  }

  std::string answer(std::istream& words) {
    const auto command = next<std::string>(words);
    const auto known = commands.find(command);
    if (known == commands.end()) throw std::invalid_argument("no command " + command);
    return (this->*known->second)(words);
  }

 private:
  using Command = std::string (Server::*)(std::istream&);
  static const std::map<std::string, Command> commands;

  template <class T>
  static T next(std::istream& words) {
    T out;
    if (!(words >> out)) throw std::invalid_argument("a word is missing");
    return out;
  }
  Peer& peer(std::istream& words) { return *peers_.at(next<std::string>(words)); }

  std::string load(std::istream& words) {
    for (auto& [name, peer] : peers_) peer->drop();
    const auto nodes = next<std::size_t>(words);
    const auto arcs = next<std::size_t>(words);
    std::ifstream in = open_file(next<std::string>(words));
    given_.nodes = nodes;
    given_.prerequisites = read_numbers<std::uint32_t>(in, arcs);
    given_.dependents = read_numbers<std::uint32_t>(in, arcs);
    return "{}";
  }
  std::string prepare(std::istream& words) {
    Peer& chosen = peer(words);
    return seconds_json(seconds_of([&] { chosen.prepare(given_); }));
  }
  std::string build(std::istream& words) { return seconds_json(peer(words).build(given_)); }
  std::string run(std::istream& words) {
    Peer& chosen = peer(words);
    return keep(chosen.run(next<std::string>(words)));
  }
  std::string drop(std::istream& words) {
    peer(words).drop();
    return "{}";
  }
  std::string memory(std::istream&) {
    const MemoryUse use = memory_use(given_);
    std::ostringstream out;
    out << "{\"graph\": " << use.graph << ", \"graph_and_order\": " << use.graph_and_order
        << ", \"peak\": " << use.peak << "}";
    return out.str();
  }
  std::string break_cycles(std::istream& words) {
    std::ifstream in = open_file(next<std::string>(words));
    CycleBreakRun run = break_given(given_, read_numbers<double>(in, given_.dependents.size()));
    kept_ = std::move(run.rows);
    std::ostringstream out;
    out.precision(17);
    out << "{\"seconds\": " << run.seconds << ", \"cost\": " << run.cost
        << ", \"bound\": " << run.bound << "}";
    return out.str();
  }
  std::string online(std::istream&) { return keep(insert_online(given_)); }
  std::string reorder(std::istream& words) {
    return seconds_json(reorder_seconds(given_, next<std::size_t>(words)));
  }
  std::string save(std::istream& words) {
    std::ofstream out(next<std::string>(words), std::ios::binary);
    out.write(reinterpret_cast<const char*>(kept_.data()),
              static_cast<std::streamsize>(kept_.size() * sizeof(kept_[0])));
    if (!out.flush()) throw std::runtime_error("cannot write the numbers");
    return "{}";
  }
  std::string versions(std::istream&) {
    return std::string("{\"C++ compiler\": \"") + __VERSION__ +
           "\", \"Boost\": \"" BOOST_LIB_VERSION "\"}";
  }

  std::string keep(Run run) {
    kept_ = std::move(run.result);
    return seconds_json(run.seconds);
  }

  Given given_;
  std::map<std::string, std::unique_ptr<Peer>> peers_;
  Numbers kept_;
};

const std::map<std::string, Server::Command> Server::commands = {
    {"load", &Server::load},          {"prepare", &Server::prepare},
    {"build", &Server::build},        {"run", &Server::run},
    {"drop", &Server::drop},          {"memory", &Server::memory},
    {"break", &Server::break_cycles}, {"online", &Server::online},
    {"reorder", &Server::reorder},    {"save", &Server::save},
    {"versions", &Server::versions},
};

}  // namespace

int main() {
  Server server;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    try {
      std::cout << server.answer(words) << std::endl;
    } catch (const std::exception& error) {
      std::cout << "{\"error\": \"" << error.what() << "\"}" << std::endl;
    }
  }
}
