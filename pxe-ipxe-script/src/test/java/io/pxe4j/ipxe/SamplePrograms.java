package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.SettingType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Random programs, each with what it does and as a script that should do the same. */
final class SamplePrograms {
    private static final int GOES_ON = Integer.MIN_VALUE;
    /** The status that a failure leaves behind; no program exits with it. */
    private static final int FAILED = -1;

    private SamplePrograms() {}

    /** How a script asks a question whose answer is fixed. */
    enum Asking {
        /** By a prompt that the model answers and notes. */
        BY_PROMPT,
        /** By comparing two texts, which leaves no trace. */
        BY_COMPARING
    }

    /** A step of a program: it notes what it asks and says, and returns the script's status if it ends the script. */
    interface Step {
        int evaluate(List<String> trace);

        void add(IpxeScriptBuilder script, Asking asking);
    }

    record Program(List<Step> steps) {
        int evaluate(List<String> trace) {
            int status = evaluateAll(steps, trace);
            return status == GOES_ON ? 0 : status;
        }

        IpxeScript build(Asking asking) {
            IpxeScriptBuilder script = IpxeScript.builder();
            steps.forEach(step -> step.add(script, asking));
            return script.build();
        }
    }

    private interface Question {
        boolean evaluate(List<String> trace);

        Condition condition(Asking asking);
    }

    static Program random(Random random) {
        return new Source(random).program();
    }

    private static int evaluateAll(List<Step> steps, List<String> trace) {
        for (Step step : steps) {
            int status = step.evaluate(trace);
            if (status != GOES_ON) {
                return status;
            }
        }
        return GOES_ON;
    }

    private static Consumer<IpxeScriptBuilder> block(List<Step> steps, Asking asking) {
        return script -> steps.forEach(step -> step.add(script, asking));
    }

    private record Say(String text) implements Step {
        @Override
        public int evaluate(List<String> trace) {
            trace.add(text);
            return GOES_ON;
        }

        @Override
        public void add(IpxeScriptBuilder script, Asking asking) {
            script.echo(text);
        }
    }

    private record Leave(int status) implements Step {
        @Override
        public int evaluate(List<String> trace) {
            return status;
        }

        @Override
        public void add(IpxeScriptBuilder script, Asking asking) {
            script.exit(status);
        }
    }

    private record Remark() implements Step {
        @Override
        public int evaluate(List<String> trace) {
            return GOES_ON;
        }

        @Override
        public void add(IpxeScriptBuilder script, Asking asking) {
            script.comment("a remark \\");
        }
    }

    /** Jumps over some steps. */
    private record Skip(Label to, List<Step> skipped, boolean jumps) implements Step {
        @Override
        public int evaluate(List<String> trace) {
            return jumps ? GOES_ON : evaluateAll(skipped, trace);
        }

        @Override
        public void add(IpxeScriptBuilder script, Asking asking) {
            if (jumps) {
                script.goTo(to);
            }
            block(skipped, asking).accept(script);
            script.label(to);
        }
    }

    private record If(Question question, List<Step> then, List<Step> otherwise) implements Step {
        @Override
        public int evaluate(List<String> trace) {
            return evaluateAll(question.evaluate(trace) ? then : otherwise, trace);
        }

        @Override
        public void add(IpxeScriptBuilder script, Asking asking) {
            Guard guard = script.when(question.condition(asking));
            if (otherwise.isEmpty()) {
                guard.then(block(then, asking));
            } else {
                guard.then(block(then, asking), block(otherwise, asking));
            }
        }
    }

    /** A command that fails or does not; {@code endsScript} for one whose failure nobody handles. */
    private record Attempt(Ask ask, boolean endsScript, List<Step> otherwise) implements Step {
        @Override
        public int evaluate(List<String> trace) {
            if (ask.evaluate(trace)) {
                return GOES_ON;
            }
            return endsScript ? FAILED : evaluateAll(otherwise, trace);
        }

        @Override
        public void add(IpxeScriptBuilder script, Asking asking) {
            Fallible line = asking == Asking.BY_PROMPT
                    ? script.prompt(ask.text())
                    : script.iseq(ask.yes() ? ask.text() : "", ask.text());
            if (endsScript) {
                line.propagate();
            } else if (otherwise.isEmpty()) {
                line.ignoreFailure();
            } else {
                line.orElse(block(otherwise, asking));
            }
        }
    }

    /** Steps of which the first that fails and says nothing about it fails them all; tried so often. */
    private record Together(List<Step> steps, int times, boolean endsScript, List<Step> otherwise) implements Step {
        @Override
        public int evaluate(List<String> trace) {
            for (int i = 0; i < times; i++) {
                int status = evaluateAll(steps, trace);
                if (status != FAILED) {
                    return status;
                }
            }
            return endsScript ? FAILED : evaluateAll(otherwise, trace);
        }

        @Override
        public void add(IpxeScriptBuilder script, Asking asking) {
            Fallible attempt = script.retry(times, Duration.ZERO, block(steps, asking));
            if (endsScript) {
                attempt.propagate();
            } else if (otherwise.isEmpty()) {
                attempt.ignoreFailure();
            } else {
                attempt.orElse(block(otherwise, asking));
            }
        }
    }

    /** One of several blocks. */
    private record Choose(int value, List<List<Step>> cases, List<Step> otherwise, String variable) implements Step {
        @Override
        public int evaluate(List<String> trace) {
            return evaluateAll(value < cases.size() ? cases.get(value) : otherwise, trace);
        }

        @Override
        public void add(IpxeScriptBuilder script, Asking asking) {
            script.set(variable, value);
            script.switchOn(SettingRef.of(variable), on -> {
                for (int i = 0; i < cases.size(); i++) {
                    on.on(i, block(cases.get(i), asking));
                }
                on.otherwise(block(otherwise, asking));
            });
        }
    }

    /** A block that runs a number of times. */
    private record Repeat(int times, List<Step> steps, String variable) implements Step {
        @Override
        public int evaluate(List<String> trace) {
            for (int i = 0; i < times; i++) {
                int status = evaluateAll(steps, trace);
                if (status != GOES_ON) {
                    return status;
                }
            }
            return GOES_ON;
        }

        @Override
        public void add(IpxeScriptBuilder script, Asking asking) {
            SettingRef counter = SettingRef.of(variable);
            script.set(counter.as(SettingType.INT32), 0);
            script.whileTrue(Condition.iseq(counter, times).not(), body -> {
                body.inc(counter).ignoreFailure();
                block(steps, asking).accept(body);
            });
        }
    }

    private record Ask(String text, boolean yes) implements Question {
        @Override
        public boolean evaluate(List<String> trace) {
            trace.add(text);
            return yes;
        }

        @Override
        public Condition condition(Asking asking) {
            return asking == Asking.BY_PROMPT ? Condition.prompt(text) : Condition.iseq(yes ? text : "", text);
        }
    }

    private record AndOr(boolean and, Question left, Question right) implements Question {
        @Override
        public boolean evaluate(List<String> trace) {
            return and ? left.evaluate(trace) && right.evaluate(trace) : left.evaluate(trace) || right.evaluate(trace);
        }

        @Override
        public Condition condition(Asking asking) {
            Condition first = left.condition(asking);
            Condition second = right.condition(asking);
            return and ? first.and(second) : first.or(second);
        }
    }

    private record Not(Question inner) implements Question {
        @Override
        public boolean evaluate(List<String> trace) {
            return !inner.evaluate(trace);
        }

        @Override
        public Condition condition(Asking asking) {
            return inner.condition(asking).not();
        }
    }

    private static final class Source {
        private final Random random;
        private int count;

        Source(Random random) {
            this.random = random;
        }

        Program program() {
            return new Program(steps(3, 4));
        }

        private List<Step> steps(int depth, int most) {
            List<Step> steps = new ArrayList<>();
            int size = random.nextInt(most + 1);
            for (int i = 0; i < size; i++) {
                steps.add(step(depth));
            }
            return steps;
        }

        private Step step(int depth) {
            int kind = random.nextInt(depth > 0 ? 19 : 6);
            return switch (kind) {
                case 0, 1, 2 -> new Say("say " + ++count);
                case 3 -> random.nextInt(4) == 0 ? new Leave(random.nextInt(3)) : new Say("say " + ++count);
                case 4 -> random.nextInt(4) == 0 ? new Remark() : new Say("say " + ++count);
                case 5, 6, 7, 8 ->
                    new Attempt(ask(), random.nextInt(4) == 0, depth > 0 ? steps(depth - 1, 2) : List.of());
                case 10, 11 ->
                    new Together(
                            steps(depth - 1, 3),
                            1 + random.nextInt(3),
                            random.nextInt(3) == 0,
                            random.nextBoolean() ? List.of() : steps(depth - 1, 2));
                case 12 ->
                    new Choose(
                            random.nextInt(4),
                            List.of(steps(depth - 1, 2), steps(depth - 1, 2), steps(depth - 1, 2)),
                            steps(depth - 1, 2),
                            "v" + ++count);
                case 13 -> new Repeat(random.nextInt(3), steps(depth - 1, 2), "v" + ++count);
                case 9 -> new Skip(Label.of("else_" + ++count), steps(depth - 1, 2), random.nextBoolean());
                default ->
                    new If(question(2), steps(depth - 1, 2), random.nextBoolean() ? List.of() : steps(depth - 1, 2));
            };
        }

        private Question question(int depth) {
            return switch (random.nextInt(depth > 0 ? 6 : 3)) {
                case 0, 1, 2 -> ask();
                case 3 -> new Not(question(depth - 1));
                default -> new AndOr(random.nextBoolean(), question(depth - 1), question(depth - 1));
            };
        }

        private Ask ask() {
            boolean yes = random.nextBoolean();
            return new Ask((yes ? "yes " : "no ") + ++count, yes);
        }
    }
}
