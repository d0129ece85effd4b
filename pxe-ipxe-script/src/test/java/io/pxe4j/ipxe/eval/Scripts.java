package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.Feature;
import io.pxe4j.ipxe.language.IpxeVersion;
import java.util.List;

/** Short ways to run scripts in tests. */
final class Scripts {
    /** An iPXE with everything that there is. */
    static final BuildProfile WHOLE =
            BuildProfile.efiX64(IpxeVersion.MASTER).named("whole").with(Feature.values());

    private Scripts() {}

    /** An evaluator of an iPXE with everything that there is. */
    static EvaluatorBuilder whole() {
        return Evaluator.builder().profile(WHOLE);
    }

    static Run run(EvaluatorBuilder evaluator, String... lines) {
        return evaluator.build().run("#!ipxe\n" + String.join("\n", lines) + "\n");
    }

    static Run run(String... lines) {
        return run(whole(), lines);
    }

    static String console(String... lines) {
        return run(lines).console();
    }

    static List<String> steps(String... lines) {
        return steps(run(lines));
    }

    static List<String> steps(Run run) {
        return run.steps().stream().map(Step::toString).toList();
    }
}
