package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A setting that differs by client: the first rule that matches counts, else the default. */
final class PerClient<T> {
    private final List<Rule<T>> rules;
    private final T otherwise;

    private record Rule<T>(Predicate<? super BootClient> clients, T value) {}

    private PerClient(List<Rule<T>> rules, T otherwise) {
        this.rules = rules;
        this.otherwise = otherwise;
    }

    static <T> PerClient<T> of(T otherwise) {
        return new PerClient<>(List.of(), otherwise);
    }

    PerClient<T> with(Predicate<? super BootClient> clients, T value) {
        List<Rule<T>> more = new ArrayList<>(rules);
        more.add(new Rule<>(clients, value));
        return new PerClient<>(List.copyOf(more), otherwise);
    }

    PerClient<T> withDefault(T value) {
        return new PerClient<>(rules, value);
    }

    T of(BootClient client) {
        for (Rule<T> rule : rules) {
            if (rule.clients.test(client)) {
                return rule.value;
            }
        }
        return otherwise;
    }
}
