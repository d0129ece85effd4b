package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import io.pxe4j.ipxe.language.SettingType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns attempts, loops and choices into lines and labels. */
final class LoopCompiler {
    private final FlowCompiler flow;
    private final FlowContext context;
    private final ConditionCompiler conditions;

    LoopCompiler(FlowCompiler flow, FlowContext context, ConditionCompiler conditions) {
        this.flow = flow;
        this.context = context;
        this.conditions = conditions;
    }

    void compile(Statement.Attempt attempt, List<Line> lines) {
        if (attempt.times() != 1) {
            new Repetition(attempt, context.nextBlock()).compile(lines);
        } else if (attempt.endsScript()) {
            lines.addAll(flow.compile(attempt.body()));
        } else {
            once(attempt, lines);
        }
    }

    void compile(Statement.While loop, List<Line> lines) {
        int block = context.nextBlock();
        String start = context.newLabel("while", block);
        String end = context.newLabel("end", block);
        lines.add(FlowCompiler.place(start));
        conditions.jumpUnless(loop.condition(), end, lines);
        List<Line> body = flow.compile(loop.body());
        lines.addAll(body);
        if (FlowCompiler.fallsThrough(body)) {
            lines.add(flow.jump(start));
        }
        lines.add(FlowCompiler.place(end));
    }

    /** The first number without an interface ends it: iPXE numbers them without gaps, and each has a MAC address. */
    void compile(Statement.EachInterface loop, List<Line> lines) {
        int block = context.nextBlock();
        String start = context.newLabel("interface", block);
        String end = context.newLabel("end", block);
        SettingRef counter = loop.counter();
        lines.add(flow.line(
                Settings.set(counter.as(SettingType.INT32), Text.of(0)).neverFails()));
        lines.add(FlowCompiler.place(start));
        Command exists = Command.named("isset")
                .word(Text.of(IndirectSetting.of("net", counter, "/mac")))
                .ends(ResultKind.CONDITION);
        lines.add(FlowCompiler.other(context.text(exists) + " || " + context.jump(end)));
        List<Line> body = flow.compile(loop.body());
        lines.addAll(body);
        if (FlowCompiler.fallsThrough(body)) {
            lines.add(increment(counter));
            lines.add(flow.jump(start));
        }
        lines.add(FlowCompiler.place(end));
    }

    void compile(Statement.Choice choice, List<Line> lines) {
        String end = context.newLabel("end", context.nextBlock());
        List<Line> blocks = new ArrayList<>();
        for (Statement.Choice.Case one : choice.cases()) {
            Command test = CommandCondition.equal(choice.text(), one.value());
            List<Line> block = flow.compile(one.block());
            String leave;
            if (block.size() == 1 && !FlowCompiler.fallsThrough(block)) {
                leave = block.get(0).text();
            } else if (block.isEmpty()) {
                leave = context.jump(end);
            } else {
                String label = context.newLabel("case", context.nextBlock());
                leave = context.jump(label);
                blocks.add(FlowCompiler.place(label));
                blocks.addAll(block);
                if (FlowCompiler.fallsThrough(block)) {
                    blocks.add(flow.jump(end));
                }
            }
            lines.add(FlowCompiler.other(context.text(test) + " && " + leave + " ||"));
        }
        List<Line> otherwise = flow.compile(choice.otherwise());
        lines.addAll(otherwise);
        if (!blocks.isEmpty() && FlowCompiler.fallsThrough(otherwise)) {
            lines.add(flow.jump(end));
        }
        lines.addAll(blocks);
        if (context.isReached(end)) {
            lines.add(FlowCompiler.place(end));
        }
    }

    private void once(Statement.Attempt attempt, List<Line> lines) {
        int block = context.nextBlock();
        String done = context.newLabel("done", block);
        List<Statement> otherwise = attempt.otherwise();
        String leave = flow.onlyLeave(otherwise).orElse("");
        if (!leave.isEmpty()) {
            lines.addAll(flow.compile(attempt.body(), leave));
            return;
        }
        String failed = otherwise.isEmpty() ? done : context.newLabel("failed", block);
        List<Line> body = flow.compile(attempt.body(), FlowContext.failureAt(failed));
        lines.addAll(body);
        if (!otherwise.isEmpty() && context.isReached(failed)) {
            if (FlowCompiler.fallsThrough(body)) {
                lines.add(flow.jump(done));
            }
            lines.add(FlowCompiler.place(failed));
            lines.addAll(flow.compile(otherwise));
        }
        if (context.isReached(done)) {
            lines.add(FlowCompiler.place(done));
        }
    }

    private Line increment(SettingRef counter) {
        // Never fails: the counter was set as a number.
        return flow.line(Command.named("inc").word(Text.of(counter.path())).neverFails());
    }

    /** An attempt that is made more than once. */
    private final class Repetition {
        private final Statement.Attempt attempt;
        private final int block;
        private final String done;
        private final SettingRef counter;

        Repetition(Statement.Attempt attempt, int block) {
            this.attempt = attempt;
            this.block = block;
            this.done = context.newLabel("done", block);
            this.counter = new SettingRef("", "tries_" + block, Optional.empty());
        }

        void compile(List<Line> lines) {
            List<Line> body = new ArrayList<>();
            if (!mayFail(body)) {
                lines.addAll(body);
                return;
            }
            String start = context.newLabel("retry", block);
            String failedLabel = context.newLabel("failed", block);
            String failed = attempt.times() > 0 ? whenFailed(failedLabel) : "";
            if (!failed.isEmpty()) {
                lines.add(flow.line(
                        Settings.set(counter.as(SettingType.INT32), Text.of(1)).neverFails()));
            }
            lines.add(FlowCompiler.place(start));
            lines.addAll(body);
            if (!failed.isEmpty()) {
                Command last = CommandCondition.equal(Text.of(attempt.times()), Text.of(counter));
                lines.add(FlowCompiler.other(context.text(last) + " && " + failed + " ||"));
                lines.add(increment(counter));
            }
            attempt.pause().ifPresent(wait -> lines.add(pause(wait, failed)));
            lines.add(flow.jump(start));
            if (context.isReached(failedLabel)) {
                lines.add(FlowCompiler.place(failedLabel));
                lines.addAll(flow.compile(attempt.otherwise()));
            }
            if (context.isReached(done)) {
                lines.add(FlowCompiler.place(done));
            }
        }

        /** Writes what is tried; whether it can fail at all. */
        private boolean mayFail(List<Line> lines) {
            if (attempt.body().size() == 1
                    && attempt.body().get(0) instanceof Statement.Try line
                    && line.endsScript()) {
                lines.add(FlowCompiler.other(flow.joined(line.commands()) + " && " + context.jump(done) + " ||"));
                return true;
            }
            String again = context.newLabel("again", block);
            lines.addAll(flow.compile(attempt.body(), FlowContext.failureAt(again)));
            if (!context.isReached(again)) {
                return false;
            }
            if (FlowCompiler.fallsThrough(lines)) {
                lines.add(flow.jump(done));
            }
            lines.add(FlowCompiler.place(again));
            return true;
        }

        /** What the last failure leads to. */
        private String whenFailed(String label) {
            if (attempt.endsScript()) {
                @Nullable String outer = context.failure();
                return outer == null ? "exit 1" : outer;
            }
            if (attempt.otherwise().isEmpty()) {
                return context.jump(done);
            }
            return flow.onlyLeave(attempt.otherwise()).orElseGet(() -> context.jump(label));
        }

        private Line pause(Duration wait, String whenInterrupted) {
            Command sleep = Command.named("sleep")
                    .word(Text.of(Durations.seconds("sleep", wait)))
                    .fallible();
            return FlowCompiler.other((context.text(sleep) + " || " + whenInterrupted).stripTrailing());
        }
    }
}
