//! Where the files go: folders one below the other, in each the files in layers, a file below those that it requires.

use std::collections::{BTreeMap, BTreeSet};

use crate::Source;

/// How high a file's box is.
pub const HEIGHT: i32 = 26;
const WIDTH: i32 = 1240;
const GAP: i32 = 14;
const LAYER: i32 = 58;
const MARGIN: i32 = 14;
const TITLE: i32 = 26;

/// The whole picture. Nodes are in the order of the files; edges lead from a file to one that requires it.
#[derive(Debug)]
pub struct Picture {
    pub width: i32,
    pub height: i32,
    pub groups: Vec<Group>,
    pub nodes: Vec<Node>,
    pub edges: Vec<(usize, usize)>,
}

/// A folder.
#[derive(Debug)]
pub struct Group {
    pub title: String,
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// A file.
#[derive(Clone, Debug, Default)]
pub struct Node {
    pub label: String,
    pub x: i32,
    pub y: i32,
    pub width: i32,
}

/// Arranges the files.
pub fn arrange(files: &[&Source]) -> Picture {
    let edges = reduced(&edges(files));
    let ranks = ranks(files.len(), &edges);
    let mut nodes: Vec<Node> = files.iter().map(|file| node(&file.path)).collect();
    let mut groups = Vec::new();
    let mut y = MARGIN;
    for folder in in_order(files, &ranks, &edges, band) {
        let mut parts = in_order(files, &ranks, &edges, parent);
        parts.retain(|part| {
            files.iter().any(|f| parent(&f.path) == *part && band(&f.path) == folder)
        });
        y = row_of_groups(&parts, files, &edges, &mut nodes, &mut groups, y);
    }
    Picture { width: WIDTH + 2 * MARGIN, height: y, groups, nodes, edges }
}

/// Puts folders beside each other, as many as fit, and returns where the next row begins.
fn row_of_groups(
    parts: &[&str],
    files: &[&Source],
    edges: &[(usize, usize)],
    nodes: &mut [Node],
    groups: &mut Vec<Group>,
    top: i32,
) -> i32 {
    let (mut x, mut y, mut next) = (MARGIN, top, top);
    for part in parts {
        let members: Vec<usize> =
            (0..files.len()).filter(|i| parent(&files[*i].path) == *part).collect();
        let alone = parts.len() == 1;
        let (room, gap) = if alone { (WIDTH, 3 * GAP) } else { (WIDTH / 4, GAP) };
        let layers = layers(&members, edges, nodes, room, gap);
        let widest = layers.iter().map(|layer| span(layer, nodes, gap)).max().unwrap_or(0);
        // Beside others, the last name will do.
        let name = if alone { part } else { part.rsplit('/').next().unwrap_or(part) };
        let title = i32::try_from(name.len()).unwrap_or(0) * 8 + 2 * MARGIN;
        let width = if alone { WIDTH } else { (widest + 2 * MARGIN).max(title) };
        let depth = i32::try_from(layers.len()).unwrap_or(1);
        let height = TITLE + depth * LAYER - (LAYER - HEIGHT) + 2 * MARGIN;
        if x > MARGIN && x + width > MARGIN + WIDTH {
            (x, y) = (MARGIN, next);
        }
        place(&layers, nodes, (x, width, gap), y + TITLE + MARGIN);
        groups.push(Group { title: name.to_owned(), x, y, width, height });
        next = next.max(y + height + 2 * GAP);
        x += width + GAP;
    }
    next
}

/// Centres each layer between `x` and `x + width`.
fn place(layers: &[Vec<usize>], nodes: &mut [Node], (x, width, gap): (i32, i32, i32), top: i32) {
    let mut y = top;
    for layer in layers {
        let mut left = x + (width - span(layer, nodes, gap)) / 2;
        for index in layer {
            (nodes[*index].x, nodes[*index].y) = (left, y);
            left += nodes[*index].width + gap;
        }
        y += LAYER;
    }
}

/// The files of a folder in layers, none wider than `width`; within a layer they stand below what they require.
fn layers(
    members: &[usize],
    edges: &[(usize, usize)],
    nodes: &mut [Node],
    width: i32,
    gap: i32,
) -> Vec<Vec<usize>> {
    let inner: Vec<(usize, usize)> = edges
        .iter()
        .copied()
        .filter(|(from, to)| members.contains(from) && members.contains(to))
        .collect();
    let ranks = ranks(nodes.len(), &inner);
    let deepest = members.iter().map(|index| ranks[*index]).max().unwrap_or(0);
    let mut layers = Vec::new();
    for rank in 0..=deepest {
        let mut layer: Vec<usize> =
            members.iter().copied().filter(|index| ranks[*index] == rank).collect();
        layer.sort_by_key(|index| centre_of_needs(*index, &inner, nodes));
        while span(&layer, nodes, gap) > width - 2 * MARGIN && layer.len() > 1 {
            let rest = layer.split_off(layer.len().div_ceil(2));
            layers.push(std::mem::replace(&mut layer, rest));
        }
        // A first guess at the places, for the order of the next layer.
        place(std::slice::from_ref(&layer), nodes, (0, width, gap), 0);
        layers.push(layer);
    }
    layers
}

fn centre_of_needs(index: usize, edges: &[(usize, usize)], nodes: &[Node]) -> i32 {
    let needs = edges.iter().filter(|(_, to)| *to == index).map(|(from, _)| &nodes[*from]);
    let centres: Vec<i32> = needs.map(|node| node.x + node.width / 2).collect();
    let count = i32::try_from(centres.len()).unwrap_or(1).max(1);
    centres.iter().sum::<i32>() / count
}

fn span(layer: &[usize], nodes: &[Node], gap: i32) -> i32 {
    layer.iter().map(|index| nodes[*index].width + gap).sum::<i32>() - gap
}

fn node(path: &str) -> Node {
    let name = path.rsplit('/').next().unwrap_or(path);
    let label = name.strip_suffix(".v").unwrap_or(name).to_owned();
    let letters = i32::try_from(label.chars().count()).unwrap_or(0);
    Node { width: letters * 8 + 20, label, ..Node::default() }
}

/// The folder of a file.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder that gets a band of its own: the first two levels.
fn band(path: &str) -> &str {
    let folder = parent(path);
    match folder.match_indices('/').nth(1) {
        Some((end, _)) => &folder[..end],
        None => folder,
    }
}

/// The folders of all files. A folder comes after those that it requires, as far as that can be: the next is always the
/// one that the fewest edges enter from those still waiting, and among equals the one whose files stand on less.
fn in_order<'a>(
    files: &[&'a Source],
    ranks: &[usize],
    edges: &[(usize, usize)],
    folder: impl Fn(&str) -> &str,
) -> Vec<&'a str> {
    let of: Vec<&str> = files.iter().map(|file| folder(&file.path)).collect();
    let mut waiting: BTreeSet<&str> = of.iter().copied().collect();
    let mut ordered = Vec::new();
    let cost = |name: &str, waiting: &BTreeSet<&str>| {
        let entering = edges.iter().filter(|(from, to)| {
            of[*to] == name && of[*from] != name && waiting.contains(of[*from])
        });
        let members = (0..files.len()).filter(|index| of[*index] == name);
        (entering.count(), members.map(|index| ranks[index]).max())
    };
    while let Some(next) = waiting.iter().copied().min_by_key(|name| cost(name, &waiting)) {
        waiting.remove(next);
        ordered.push(next);
    }
    ordered
}

/// From each file to those that require it.
fn edges(files: &[&Source]) -> Vec<(usize, usize)> {
    let index: BTreeMap<&str, usize> =
        files.iter().enumerate().map(|(index, file)| (file.path.as_str(), index)).collect();
    let needs = files.iter().enumerate().flat_map(|(to, file)| {
        file.requires
            .iter()
            .filter_map(|path| index.get(path.as_str()).copied())
            .map(move |from| (from, to))
    });
    needs.collect()
}

/// The edges that do not follow from others.
fn reduced(edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let detour = |from: usize, to: usize| {
        let mut waiting: Vec<usize> =
            edges.iter().filter(|(a, b)| *a == from && *b != to).map(|(_, b)| *b).collect();
        let mut seen = BTreeSet::new();
        while let Some(node) = waiting.pop() {
            if node == to {
                return true;
            }
            if seen.insert(node) {
                waiting.extend(edges.iter().filter(|(a, _)| *a == node).map(|(_, b)| *b));
            }
        }
        false
    };
    edges.iter().copied().filter(|(from, to)| !detour(*from, *to)).collect()
}

/// The length of the longest path to each node. There are no cycles; were there any, the search would still end.
fn ranks(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut ranks = vec![0; count];
    for _ in 0..count {
        let mut changed = false;
        for (from, to) in edges {
            if ranks[*to] <= ranks[*from] {
                ranks[*to] = ranks[*from] + 1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_that_follow_are_left_out() {
        assert_eq!(reduced(&[(0, 1), (1, 2), (0, 2), (0, 3)]), [(0, 1), (1, 2), (0, 3)]);
        assert_eq!(ranks(4, &[(0, 1), (1, 2), (0, 3)]), [0, 1, 2, 1]);
    }

    #[test]
    fn folders() {
        assert_eq!(band("proofs/Samplers/Uniform/Code.v"), "proofs/Samplers");
        assert_eq!(band("proofs/Lang/Pmf.v"), "proofs/Lang");
        assert_eq!(band("mathlib-lite/Sums.v"), "mathlib-lite");
        assert_eq!(parent("proofs/Claims/Language.v"), "proofs/Claims");
    }
}
