package io.pxe4j.ipxe.lint;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/** Follows what commands leave behind along every way through a script. */
final class Tracking {
    private final Few[] before;

    private Tracking(Few[] before) {
        this.before = before;
    }

    /** What a command makes of what it finds. */
    interface Effect {
        /** What is there after it. */
        Few after(Step step, Few before, boolean succeeded);
    }

    static Tracking through(Script script, Effect effect) {
        Flow flow = script.flow();
        List<Step> steps = script.steps();
        Few[] before = new Few[flow.size()];
        boolean[] waiting = new boolean[flow.size()];
        ArrayDeque<Integer> work = new ArrayDeque<>();
        if (!steps.isEmpty()) {
            before[0] = Few.NONE;
            work.add(0);
        }
        while (!work.isEmpty()) {
            int node = work.remove();
            waiting[node] = false;
            Few state = before[node];
            boolean meeting = flow.isMeeting(node);
            Few succeeded = meeting ? state : effect.after(steps.get(node), state, true);
            Few failed = meeting ? state : effect.after(steps.get(node), state, false);
            int failure = flow.afterFailure(node);
            flow.successors(node, next -> {
                Few now = next == failure && next == flow.afterSuccess(node)
                        ? succeeded.or(failed)
                        : next == failure ? failed : succeeded;
                Few known = before[next];
                Few joined = known == null ? now : known.or(now);
                if (!joined.equals(known)) {
                    before[next] = joined;
                    if (!waiting[next]) {
                        waiting[next] = true;
                        work.add(next);
                    }
                }
            });
        }
        return new Tracking(Arrays.stream(before)
                .map(state -> state == null ? Few.NONE : state)
                .toArray(Few[]::new));
    }

    /** What can be there when the command begins; nothing if it cannot be reached. */
    Few before(Step step) {
        return before[step.index()];
    }
}
