package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.Optional;
import java.util.Set;

/** What commands do with images. */
final class Images {
    private static final Set<String> LOADS = Set.of("imgfetch", "imgselect", "imgexec");
    private static final Set<String> FETCHES = Set.of("imgfetch", "imgselect", "imgexec", "imgargs");

    private Images() {}

    /** Whether the command names an image or URI. */
    static boolean loads(Step step) {
        return step.isAny(LOADS) && !step.positionals().isEmpty();
    }

    /** Whether the command fetches what it names, unless it is there. */
    static boolean fetches(Step step) {
        return step.isAny(FETCHES);
    }

    static boolean isKernel(Step step) {
        return step.is("imgselect") && !step.positionals().isEmpty();
    }

    /** {@code initrd} by that name: under its others, the command loads modules of all kinds. */
    static boolean isInitrd(Step step) {
        return step.name().equals("initrd") && !step.positionals().isEmpty();
    }

    /** {@code boot} without an image of its own. */
    static boolean isBareBoot(Step step) {
        return step.is("imgexec")
                && step.positionals().isEmpty()
                && step.arguments().mistakes().isEmpty();
    }

    static boolean freesAll(Step step) {
        return step.is("imgfree") && step.positionals().isEmpty();
    }

    /** The name that the image gets; empty if only the machine knows. */
    static Optional<String> name(Step step) {
        return step.arguments()
                .value("name")
                .map(Arguments.Value::text)
                .or(() -> step.positional(0).map(SourceWord::text).flatMap(Uris::imageName));
    }

    /** What is loaded since the last {@code imgfree}, where nothing has booted. */
    static Tracking loaded(Script script) {
        return Tracking.through(script, (step, before, succeeded) -> {
            // What booted does not come back; a boot that succeeds without an image has a rule of its own.
            if (freesAll(step) || isBareBoot(step) && succeeded) {
                return Few.NONE;
            }
            if (step.is("imgfree")) {
                return before.without(other -> name(script.steps().get(other))
                        .equals(step.positional(0).map(SourceWord::text)));
            }
            return loads(step) && succeeded ? before.with(step.index()) : before;
        });
    }
}
