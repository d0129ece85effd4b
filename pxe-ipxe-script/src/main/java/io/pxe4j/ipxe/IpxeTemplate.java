package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.BuildProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A script with holes, each of a type, that are filled for one machine at a time.
 *
 * <pre>{@code
 * Hole<String> host = Hole.text("host");
 * Hole<IpxeUri> kernel = Hole.uri("kernel");
 * IpxeTemplate template = IpxeTemplate.of(List.of(host, kernel), (script, values) -> script
 *         .echo("This is ", values.of(host))
 *         .kernel(values.of(kernel)).args("hostname=", values.of(host)).propagate()
 *         .boot().propagate());
 *
 * IpxeScript script = template.fill(values -> values
 *         .set(host, "alpha")
 *         .set(kernel, IpxeUri.of("http://192.0.2.1/linux")));
 * }</pre>
 *
 * <p>A value that a hole does not take is refused, and so is a script with a hole that nothing fills. Safe to share
 * between threads if the lines are.
 */
public final class IpxeTemplate {
    private final List<Hole<?>> holes;
    private final Optional<BuildProfile> target;
    private final BiConsumer<IpxeScriptBuilder, Values> lines;

    private IpxeTemplate(
            List<Hole<?>> holes, Optional<BuildProfile> target, BiConsumer<IpxeScriptBuilder, Values> lines) {
        this.holes = holes;
        this.target = target;
        this.lines = lines;
    }

    /**
     * A template with these holes.
     *
     * @param lines adds the lines of a script to a new builder; run once for each script
     */
    public static IpxeTemplate of(List<Hole<?>> holes, BiConsumer<IpxeScriptBuilder, Values> lines) {
        return new IpxeTemplate(List.copyOf(holes), Optional.empty(), lines);
    }

    /** The same template for one build of iPXE; see {@link IpxeScript#builder(BuildProfile)}. */
    public IpxeTemplate forTarget(BuildProfile build) {
        return new IpxeTemplate(holes, Optional.of(build), lines);
    }

    /** Its holes. */
    public List<Hole<?>> holes() {
        return holes;
    }

    /**
     * The script with these values in its holes.
     *
     * @throws IllegalArgumentException if a hole without a value of its own is given none
     */
    public IpxeScript fill(Consumer<Values> values) {
        Values given = new Values(holes);
        values.accept(given);
        holes.forEach(given::of);
        IpxeScriptBuilder script = new IpxeScriptBuilder(true, List.of(), target);
        lines.accept(script, given);
        return script.build();
    }

    /** What stands in the holes of one script. */
    public static final class Values {
        private final List<Hole<?>> holes;
        private final Map<Hole<?>, Object> values = new HashMap<>();

        private Values(List<Hole<?>> holes) {
            this.holes = holes;
        }

        /** Fills a hole. */
        public <T> Values set(Hole<T> hole, T value) {
            values.put(known(hole), hole.checked(value));
            return this;
        }

        /** What stands in a hole. */
        public <T> T of(Hole<T> hole) {
            Object value = values.get(known(hole));
            if (value != null) {
                return hole.cast(value);
            }
            return hole.fallback().orElseThrow(hole::empty);
        }

        private <T> Hole<T> known(Hole<T> hole) {
            if (!holes.contains(hole)) {
                throw new IllegalArgumentException(hole + ": not in the template (expected: one of " + holes + ")");
            }
            return hole;
        }
    }
}
