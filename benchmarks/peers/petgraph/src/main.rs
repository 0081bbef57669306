//! Inserts the arcs of a file, one after the other, into petgraph's `Acyclic`, and prints one line of JSON.
use petgraph::acyclic::Acyclic;
use petgraph::data::Build;
use petgraph::graph::{DiGraph, NodeIndex};
use std::time::Instant;

fn fail(message: String) -> ! {
    eprintln!("{message}");
    std::process::exit(2);
}

fn read_arcs(path: &str) -> Vec<(u32, u32)> {
    let bytes = std::fs::read(path).unwrap_or_else(|e| fail(format!("{path}: {e}")));
    let pairs = bytes.chunks_exact(8);
    if !pairs.remainder().is_empty() {
        fail(format!("{path}: not a file of pairs of 32-bit numbers"));
    }
    let number = |b: &[u8]| u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    pairs
        .map(|pair| (number(&pair[..4]), number(&pair[4..])))
        .collect()
}

/// Memory in KiB from the kernel's count of this process; none where there is no such file.
fn memory(field: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(field))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.len() < 3 || arguments.len() > 4 {
        fail("usage: petgraph-peer NODES ARCS [add|update]".to_string());
    }
    let nodes: usize = arguments[1]
        .parse()
        .unwrap_or_else(|e| fail(format!("nodes: {}: {e}", arguments[1])));
    let update = match arguments.get(3).map(String::as_str) {
        None | Some("add") => false,
        Some("update") => true,
        Some(other) => fail(format!("\"{other}\": neither add nor update")),
    };
    let arcs = read_arcs(&arguments[2]);
    if let Some(arc) = arcs.iter().find(|arc| arc.0.max(arc.1) as usize >= nodes) {
        fail(format!("{} {}: a node out of range", arc.0, arc.1));
    }
    let before = memory("VmRSS:");

    let start = Instant::now();
    let mut graph = Acyclic::<DiGraph<(), ()>>::new();
    for _ in 0..nodes {
        graph.add_node(());
    }
    let build = start.elapsed().as_secs_f64();

    let start = Instant::now();
    let mut accepted = 0usize;
    for &(prerequisite, dependent) in &arcs {
        let (from, to) = (
            NodeIndex::new(prerequisite as usize),
            NodeIndex::new(dependent as usize),
        );
        let result = if update {
            graph.try_update_edge(from, to, ())
        } else {
            graph.try_add_edge(from, to, ())
        };
        accepted += usize::from(result.is_ok());
    }
    let insert = start.elapsed().as_secs_f64();

    let grown = match (before, memory("VmHWM:")) {
        (Some(before), Some(peak)) => (peak.saturating_sub(before) * 1024).to_string(),
        _ => "null".to_string(),
    };
    println!(
        "{{\"peer\": \"petgraph\", \"call\": \"{}\", \"nodes\": {}, \"arcs\": {}, \"accepted\": {}, \
         \"seconds_nodes\": {:.6}, \"seconds\": {:.6}, \"peak_bytes\": {}}}",
        if update { "try_update_edge" } else { "try_add_edge" },
        nodes,
        arcs.len(),
        accepted,
        build,
        insert,
        grown
    );
}
