package io.pxe4j.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One thing a firmware demands of a reply, with what to tell the administrator when the reply lacks it.
 *
 * @param name short, for tests and lists
 * @param holds whether the reply satisfies it
 * @param otherwise why it is refused, a clause in words
 */
record Rule(String name, Predicate<Reply> holds, Function<Reply, String> otherwise) {
    static Rule of(String name, Predicate<Reply> holds, String otherwise) {
        return new Rule(name, holds, r -> otherwise);
    }

    /** Why the reply is refused: the first rule it breaks, in the order in which the firmware looks. */
    static Optional<String> refusal(List<Rule> rules, Reply reply) {
        for (Rule rule : rules) {
            if (!rule.holds.test(reply)) {
                return Optional.of(rule.otherwise.apply(reply));
            }
        }
        return Optional.empty();
    }
}
