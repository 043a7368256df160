//! Finds circles: records that belong to themselves through a chain of others.

/// Returns the edges that close a circle in a graph of `nodes`, in the order in which they are found.
///
/// `edges(n)` returns the nodes that `n` points to. An edge is given as its node and its position among that node's
/// edges.
pub(super) fn closing(nodes: usize, edges: impl Fn(usize) -> Vec<usize>) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; nodes];
    let mut closing = Vec::new();
    for start in 0..nodes {
        if state[start] != State::New {
            continue;
        }
        state[start] = State::Open;
        // An explicit stack instead of recursion: a chain may be as long as the store.
        let mut stack = vec![(start, edges(start), 0)];
        while let Some((node, targets, next)) = stack.last_mut() {
            let Some(&target) = targets.get(*next) else {
                state[*node] = State::Done;
                stack.pop();
                continue;
            };
            *next += 1;
            match state[target] {
                State::Open => closing.push((*node, *next - 1)),
                State::Done => {}
                State::New => {
                    state[target] = State::Open;
                    stack.push((target, edges(target), 0));
                }
            }
        }
    }
    closing
}

#[cfg(test)]
mod tests {
    use super::closing;

    #[test]
    fn a_circle_is_opened_at_one_edge() {
        let graph = [vec![1], vec![2], vec![0, 3], vec![]];
        assert_eq!(closing(4, |n| graph[n].clone()), [(2, 0)], "the last edge of the circle closes it");
        let diamond = [vec![1, 2], vec![3], vec![3], vec![]];
        assert_eq!(closing(4, |n| diamond[n].clone()), [], "two ways to one place are no circle");
        assert_eq!(closing(1, |_| vec![0]), [(0, 0)], "a record that belongs to itself is one");
    }
}
