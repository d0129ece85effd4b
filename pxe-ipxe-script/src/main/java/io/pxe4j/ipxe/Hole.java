package io.pxe4j.ipxe;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A place in an {@link IpxeTemplate} that each script fills with a value of its own.
 *
 * @param <T> what may stand there
 */
public final class Hole<T> {
    private final String name;
    private final Class<T> type;
    private final String expected;
    private final Predicate<T> check;
    private final Optional<T> fallback;

    private Hole(String name, Class<T> type, String expected, Predicate<T> check, Optional<T> fallback) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = type;
        this.expected = expected;
        this.check = check;
        this.fallback = fallback;
    }

    /** A hole for a value of a type; the name stands in messages. */
    public static <T> Hole<T> of(String name, Class<T> type) {
        return new Hole<>(name, type, type.getSimpleName(), any -> true, Optional.empty());
    }

    /** A hole for a string, which is literal whatever it holds, but for {@code ${...}}, which is refused. */
    public static Hole<String> text(String name) {
        return of(name, String.class);
    }

    /** A hole for an address. */
    public static Hole<IpxeUri> uri(String name) {
        return of(name, IpxeUri.class);
    }

    /** A hole for a whole number of a range. */
    public static Hole<Integer> number(String name, int least, int most) {
        return of(name, Integer.class).that(least + ".." + most, value -> value >= least && value <= most);
    }

    /**
     * The same hole, for some values only.
     *
     * @param values which, as a message says it behind "expected:"
     */
    public Hole<T> that(String values, Predicate<T> holds) {
        return new Hole<>(name, type, values, check.and(holds), fallback);
    }

    /** The same hole, with the value that it has where none is given. */
    public Hole<T> orElse(T value) {
        return new Hole<>(name, type, expected, check, Optional.of(checked(value)));
    }

    /** The name and the type. */
    @Override
    public String toString() {
        return "hole " + name + " (" + type.getSimpleName() + ")";
    }

    Optional<T> fallback() {
        return fallback;
    }

    T checked(T value) {
        if (!type.isInstance(value) || !check.test(value)) {
            throw new IllegalArgumentException(
                    "hole " + name + ": " + Characters.quote(String.valueOf(value)) + " (expected: " + expected + ")");
        }
        return value;
    }

    T cast(Object value) {
        return type.cast(value);
    }

    IllegalArgumentException empty() {
        return new IllegalArgumentException("hole " + name + ": no value (expected: " + expected + ")");
    }
}
