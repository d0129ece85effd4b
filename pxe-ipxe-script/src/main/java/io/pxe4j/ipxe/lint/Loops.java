package io.pxe4j.ipxe.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Tarjan's strongly connected components, without recursion: scripts of 10^5 labels are input too. */
final class Loops {
    private final Flow flow;
    private final IntPredicate open;
    private final IntPredicate succeeding;
    private final int[] number;
    private final int[] low;
    private final boolean[] onPath;
    private final int[] path;
    private final List<int[]> loops = new ArrayList<>();
    private int pathLength;
    private int numbers;

    Loops(Flow flow, IntPredicate open, IntPredicate succeeding) {
        this.flow = flow;
        this.open = open;
        this.succeeding = succeeding;
        this.number = new int[flow.size()];
        this.low = new int[flow.size()];
        this.onPath = new boolean[flow.size()];
        this.path = new int[flow.size()];
    }

    List<int[]> find() {
        for (int node = 0; node < flow.size(); node++) {
            if (number[node] == 0 && open.test(node)) {
                visit(node);
            }
        }
        return loops;
    }

    /** A node that is being visited, and how many of its successors have been. */
    private static final class Visit {
        private final int node;
        private final int[] successors;
        private int next;

        Visit(int node, int[] successors) {
            this.node = node;
            this.successors = successors;
        }
    }

    private void visit(int root) {
        List<Visit> visits = new ArrayList<>();
        visits.add(enter(root));
        while (!visits.isEmpty()) {
            Visit visit = visits.get(visits.size() - 1);
            if (visit.next < visit.successors.length) {
                int successor = visit.successors[visit.next++];
                if (!open.test(successor)) {
                    continue;
                }
                if (number[successor] == 0) {
                    visits.add(enter(successor));
                } else if (onPath[successor]) {
                    low[visit.node] = Math.min(low[visit.node], number[successor]);
                }
                continue;
            }
            visits.remove(visits.size() - 1);
            leave(visit);
            if (!visits.isEmpty()) {
                int parent = visits.get(visits.size() - 1).node;
                low[parent] = Math.min(low[parent], low[visit.node]);
            }
        }
    }

    private Visit enter(int node) {
        number[node] = ++numbers;
        low[node] = numbers;
        onPath[node] = true;
        path[pathLength++] = node;
        List<Integer> successors = new ArrayList<>();
        flow.successors(node, next -> {
            if (next != flow.afterSuccess(node) || next == flow.afterFailure(node) || succeeding.test(node)) {
                successors.add(next);
            }
        });
        return new Visit(node, successors.stream().mapToInt(Integer::intValue).toArray());
    }

    private void leave(Visit visit) {
        if (low[visit.node] != number[visit.node]) {
            return;
        }
        int start = pathLength;
        do {
            onPath[path[--start]] = false;
        } while (path[start] != visit.node);
        boolean loops = pathLength - start > 1
                || Arrays.stream(visit.successors).anyMatch(successor -> successor == visit.node);
        if (loops) {
            this.loops.add(Arrays.copyOfRange(path, start, pathLength));
        }
        pathLength = start;
    }
}
