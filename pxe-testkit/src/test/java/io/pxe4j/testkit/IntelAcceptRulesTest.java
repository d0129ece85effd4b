package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What Intel's base code takes and refuses, rule by rule. */
class IntelAcceptRulesTest {
    private static final Firmware INTEL = Firmware.intelPxe();
    private static final byte[] DISCOVER = INTEL.discover(Boots.NETWORK, 0x1234);

    @Test
    void takesADirectOfferWithDiscoveryControl10() {
        assertThat(verdict(direct(6, 1, 0x0a))).isEqualTo("proxy PXE 1.0");
        assertThat(verdict(direct(6, 1, 0x0a).yiaddr("10.0.0.5"))).isEqualTo("DHCP PXE 1.0");
    }

    @Test
    void dropsDiscoveryControl8Alone() {
        assertThat(verdict(direct(6, 1, 8)))
                .contains("43.6")
                .contains("multicast")
                .contains("43.6 = 10");
    }

    @Test
    void takesDiscoveryControl8WithAMulticastAddress() {
        assertThat(verdict(direct(6, 1, 8, 7, 4, 224, 0, 1, 2))).isEqualTo("proxy PXE 1.0");
        assertThat(verdict(direct(6, 1, 8, 7, 4, 10, 0, 1, 2)))
                .as("no multicast address")
                .contains("43.7");
    }

    @Test
    void demandsTheServerListWhenNothingElseIsLeft() {
        assertThat(verdict(direct(6, 1, 0x0b))).contains("43.8");
        assertThat(verdict(direct(6, 1, 0x0e))).contains("43.8");
        assertThat(verdict(direct(6, 1, 0x0b, 8, 7, 0, 0, 1, 10, 0, 0, 1))).isEqualTo("proxy PXE 1.0");
        assertThat(verdict(direct(6, 1, 0x0b, 8, 6, 0, 0, 1, 10, 0, 0)))
                .as("inner length")
                .contains("43.8");
    }

    @Test
    void demandsMenuAndPromptUnlessItJustLoads() {
        int[] menu = {6, 1, 2, 9, 7, 0x80, 0, 4, 'B', 'o', 'o', 't', 10, 2, 0, 'P'};
        assertThat(verdict(direct(menu))).isEqualTo("proxy PXE 1.0");
        assertThat(verdict(direct(6, 1, 2))).contains("43.9 or 43.10");
        assertThat(verdict(direct(6, 1, 2, 9, 7, 0x80, 0, 4, 'B', 'o', 'o', 't')))
                .contains("43.9 or 43.10");
        assertThat(verdict(direct(6, 1, 2, 9, 7, 0x80, 0, 5, 'B', 'o', 'o', 't', 10, 2, 0, 'P')))
                .as("lying length")
                .contains("43.9 or 43.10");
        assertThat(verdict(offer().pxeClient().server("127.0.0.1").option(43, 6, 1, 0x0a, 255)))
                .as("bit 3 without a boot file")
                .contains("43.9 or 43.10");
    }

    @Test
    void filesOffersByWhatTheyBring() {
        assertThat(verdict(offer().lease("10.0.0.5"))).isEqualTo("DHCP only");
        assertThat(verdict(offer().lease("10.0.0.5").pxeClient())).isEqualTo("DHCP BINL");
        assertThat(verdict(offer().server("127.0.0.1").pxeClient())).isEqualTo("proxy BINL");
        assertThat(verdict(ReplyBuilder.to(DISCOVER, 0).yiaddr("10.0.0.5").file("a")))
                .isEqualTo("BOOTP");
        int[] multicast = {1, 4, 224, 1, 1, 1, 2, 2, 1, 0, 3, 2, 1, 0, 4, 1, 1, 5, 1, 1, 255};
        assertThat(verdict(offer().lease("10.0.0.5").pxeClient().file("a").option(43, multicast)))
                .isEqualTo("DHCP WfM 1.1a");
    }

    @Test
    void looksAtOption43OnlyInAnswersOfClassPxeClient() {
        assertThat(verdict(offer().lease("10.0.0.5").option(43, 6, 1, 8, 255))).isEqualTo("DHCP only");
    }

    @Test
    void refusesWhatIsNoAnswerToIts() {
        assertThat(verdict(offer().lease("10.0.0.5").op(1))).contains("op");
        assertThat(verdict(offer().lease("10.0.0.5").xid(99))).contains("transaction");
        assertThat(verdict(offer().lease("10.0.0.5").noCookie())).contains("cookie");
        assertThat(verdict(offer().lease("10.0.0.5").chaddr(15, 1))).contains("chaddr");
        assertThat(verdict(offer().lease("224.0.0.5"))).contains("no address a host can have");
        assertThat(verdict(ReplyBuilder.to(DISCOVER, 5).lease("10.0.0.5"))).contains("type is ACK, not OFFER");
        assertThat(verdict(offer().yiaddr("10.0.0.5"))).contains("option 54");
        assertThat(verdict(offer().server("127.0.0.1"))).contains("no address");
        assertThat(verdict(ReplyBuilder.to(DISCOVER, 0).yiaddr("10.0.0.5"))).contains("not OFFER");
    }

    private static ReplyBuilder offer() {
        return ReplyBuilder.offer(DISCOVER);
    }

    private static ReplyBuilder direct(int... vendorOptions) {
        int[] ended = Arrays.copyOf(vendorOptions, vendorOptions.length + 1);
        ended[vendorOptions.length] = 255;
        return offer().pxeClient()
                .server("127.0.0.1")
                .siaddr("127.0.0.1")
                .file("boot.0")
                .option(43, ended);
    }

    /** The class if it is taken, else why not. */
    private static String verdict(ReplyBuilder reply) {
        Verdict verdict = INTEL.examine(DISCOVER, reply.bytes());
        return verdict.accepted() ? verdict.offerClass() : verdict.reason();
    }
}
