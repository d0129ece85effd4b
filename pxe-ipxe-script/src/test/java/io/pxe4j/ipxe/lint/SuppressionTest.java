package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX000;
import static io.pxe4j.ipxe.lint.LintRule.IPX010;
import static io.pxe4j.ipxe.lint.LintRule.IPX022;
import static io.pxe4j.ipxe.lint.LintRule.IPX031;

import org.junit.jupiter.api.Test;

class SuppressionTest {
    private final Linted lint = Linted.plain();

    @Test
    void aCommentOnALineOfItsOwnIsAboutTheNextLineWithCode() {
        lint.finds(
                IPX022,
                "# lint:ignore IPX022 the server is always there",
                "",
                "# another comment",
                "dhcp",
                "«dhcp»",
                "exit");
    }

    @Test
    void aCommentBehindACommandIsAboutItsLine() {
        lint.finds(IPX022, "dhcp # lint:ignore IPX022", "«dhcp»", "exit");
        lint.passes(IPX000, "dhcp # lint:ignore IPX022", "exit");
    }

    @Test
    void aCommentCanBeAboutTheWholeScript() {
        lint.passes(IPX022, "dhcp", "# lint:ignore-file IPX010,IPX022", "dhcp", "exit");
        lint.passes(IPX010, "goto nowhere", "dhcp", "# lint:ignore-file IPX010,IPX022");
    }

    @Test
    void onlyTheRulesThatAreNamedArePassedOver() {
        lint.finds(IPX031, "# lint:ignore IPX022 IPX010", "dhcp «--retry»", "exit");
        lint.finds(IPX022, "# lint:ignore IPX031", "«dhcp --retry»", "exit");
    }

    @Test
    void namesOfRulesThatDoNotExistAreFound() {
        lint.finds(IPX000, "«# lint:ignore IPX999»", "exit");
        lint.finds(IPX000, "exit «# lint:ignore ipx022»");
        lint.finds(IPX000, "«# lint:ignore because I say so»", "exit");
        lint.finds(IPX000, "«# lint:ignore-file»", "exit");
        lint.finds(IPX000, "# lint:ignore-file IPX000", "«# lint:ignore IPX999»", "exit");
        lint.passes(IPX000, "# lint:ignored IPX999", "# do not lint:ignore IPX999", "echo lint:ignore IPX999");
    }
}
