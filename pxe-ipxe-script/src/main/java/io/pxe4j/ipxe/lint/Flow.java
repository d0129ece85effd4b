package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.syntax.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Which command can run after which. A {@code goto} whose label is computed can come to every label; such jumps meet in one
 * node, so that their number does not multiply with that of the labels.
 */
final class Flow {
    /** Nothing runs after it. */
    static final int NONE = -1;

    private final List<Step> steps;
    private final int[] afterSuccess;
    private final int[] afterFailure;
    private final int[] jump;
    private final int anyLabel;
    private final int[] labelTargets;

    private Flow(Script script) {
        this.steps = script.steps();
        int count = steps.size();
        this.afterSuccess = filled(count);
        this.afterFailure = filled(count);
        this.jump = filled(count);
        this.anyLabel = count;
        this.labelTargets = script.labels().values().stream()
                .mapToInt(lines -> lines.get(0).first().index())
                .toArray();
        script.lines().forEach(line -> connect(script, line));
    }

    static Flow of(Script script) {
        return new Flow(script);
    }

    /** How many nodes there are: the commands, and the one in which computed jumps meet. */
    int size() {
        return steps.size() + 1;
    }

    /** The command that runs next when this one has succeeded, or {@link #NONE}. */
    int afterSuccess(int node) {
        return node == anyLabel ? NONE : afterSuccess[node];
    }

    /** The command that runs next when this one has failed, or {@link #NONE}: the script ends, or it cannot fail. */
    int afterFailure(int node) {
        return node == anyLabel ? NONE : afterFailure[node];
    }

    /** Where a {@code goto} jumps, or {@link #NONE}. */
    int jump(int node) {
        return node == anyLabel ? NONE : jump[node];
    }

    /** Where computed jumps meet. */
    boolean isMeeting(int node) {
        return node == anyLabel;
    }

    void successors(int node, IntConsumer next) {
        if (node == anyLabel) {
            Arrays.stream(labelTargets).forEach(next);
            return;
        }
        for (int target : new int[] {afterSuccess[node], afterFailure[node], jump[node]}) {
            if (target != NONE) {
                next.accept(target);
            }
        }
    }

    /** What can run from the first command on. */
    boolean[] reachable() {
        return reachable(steps.isEmpty() ? new int[0] : new int[] {0}, node -> true);
    }

    /** What can run from these on, if nothing goes on behind what is not {@code open}. */
    boolean[] reachable(int[] from, IntPredicate open) {
        boolean[] seen = new boolean[size()];
        int[] stack = new int[size()];
        int[] depth = {0};
        IntConsumer visit = node -> {
            if (node != NONE && !seen[node]) {
                seen[node] = true;
                stack[depth[0]++] = node;
            }
        };
        for (int node : from) {
            visit.accept(node);
        }
        while (depth[0] > 0) {
            int node = stack[--depth[0]];
            if (open.test(node)) {
                successors(node, visit);
            }
        }
        return seen;
    }

    private void connect(Script script, Script.Code line) {
        int next = line.index() + 1 < script.lines().size()
                ? script.lines().get(line.index() + 1).first().index()
                : NONE;
        // From the last command back: a line goes on if its last status is 0 (image/script.c).
        int onSuccess = next;
        int onFailure = NONE;
        for (int i = line.steps().size() - 1; i >= 0; i--) {
            Step step = line.steps().get(i);
            int node = step.index();
            if (Outcomes.canSucceed(step)) {
                afterSuccess[node] = onSuccess;
            }
            if (Outcomes.canFail(step)) {
                afterFailure[node] = onFailure;
            }
            if (step.is("goto")) {
                connectGoto(script.labels(), step, onFailure);
            }
            Operator operator = step.operator().orElse(Operator.ALWAYS);
            onSuccess = operator == Operator.OR ? onSuccess : node;
            onFailure = operator == Operator.AND ? onFailure : node;
        }
    }

    private void connectGoto(Map<String, List<Script.Code>> labels, Step step, int onFailure) {
        int node = step.index();
        if (step.positionals().size() != 1) {
            afterFailure[node] = onFailure;
            return;
        }
        String target = step.positionals().get(0).text();
        if (!Words.isLiteral(target)) {
            jump[node] = anyLabel;
            afterFailure[node] = onFailure;
        } else if (labels.containsKey(target)) {
            jump[node] = labels.get(target).get(0).first().index();
        } else {
            afterFailure[node] = onFailure;
        }
    }

    /** The loops that nothing leaves open: sets of nodes that reach each other without a closed one. */
    List<int[]> loops(IntPredicate open) {
        return loops(open, node -> true);
    }

    /** The same, if only some commands are followed where they succeed. */
    List<int[]> loops(IntPredicate open, IntPredicate succeeding) {
        return new Loops(this, open, succeeding).find();
    }

    static List<Integer> list(int[] nodes) {
        List<Integer> list = new ArrayList<>(nodes.length);
        for (int node : nodes) {
            list.add(node);
        }
        return list;
    }

    private static int[] filled(int count) {
        int[] nodes = new int[count];
        Arrays.fill(nodes, NONE);
        return nodes;
    }
}
