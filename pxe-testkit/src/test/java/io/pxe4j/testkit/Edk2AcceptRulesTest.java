package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What EDK2's Dhcp4Dxe and UefiPxeBcDxe take and refuse, rule by rule. */
class Edk2AcceptRulesTest {
    private static final Firmware EDK2 = Firmware.edk2Pxe();
    private static final byte[] DISCOVER = EDK2.discover(Boots.NETWORK, 0x1234);

    @Test
    void filesOffersByWhatTheyBring() {
        assertThat(verdict(offer().lease("10.0.0.5"))).isEqualTo("DHCP only");
        assertThat(verdict(offer().lease("10.0.0.5").pxeClient())).isEqualTo("DHCP BINL");
        assertThat(verdict(offer().server("127.0.0.1").pxeClient())).isEqualTo("proxy BINL");
        assertThat(verdict(offer().server("127.0.0.1").pxeClient().option(43, 6, 1, 0x0a, 255)))
                .isEqualTo("proxy PXE 1.0");
        assertThat(verdict(offer().lease("10.0.0.5").pxeClient().option(43, 6, 1, 8, 255)))
                .as("43.6 = 8 alone is fine here")
                .isEqualTo("DHCP PXE 1.0");
    }

    @Test
    void rejectsThePacketWithoutEnd() {
        assertThat(verdict(offer().lease("10.0.0.5").noEnd())).contains("END");
        assertThat(verdict(offer().lease("10.0.0.5").noEnd().size(300)))
                .as("padding is no END")
                .contains("END");
    }

    @Test
    void rejectsThePacketWithAnOptionOfTheWrongLength() {
        assertThat(verdict(offer().lease("10.0.0.5").option(6, 10, 0, 0))).contains("option 6");
        assertThat(verdict(offer().server("127.0.0.1").yiaddr("10.0.0.5").option(1, 255, 255)))
                .contains("option 1");
        assertThat(verdict(offer().lease("10.0.0.5").option(13, 1))).contains("option 13");
        assertThat(verdict(offer().lease("10.0.0.5").option(61, 1))).contains("option 61");
        assertThat(verdict(offer().lease("10.0.0.5").option(121, 8, 10, 10))).contains("option 121");
        assertThat(verdict(offer().lease("10.0.0.5").option(26, 5, 220))).isEqualTo("DHCP only");
    }

    @Test
    void rejectsAnOptionThatRunsPastTheEnd() {
        assertThat(verdict(offer().lease("10.0.0.5").rawOption(67, 200, 'a'))).contains("option 67");
        assertThat(verdict(offer().lease("10.0.0.5").rawOption(67).noEnd())).contains("no length");
    }

    @Test
    void joinsRepeatedOptionsBeforeItChecksLengths() {
        assertThat(verdict(offer().lease("10.0.0.5").option(6, 10, 0).option(6, 0, 1)))
                .isEqualTo("DHCP only");
    }

    @Test
    void wantsEndInOverloadedFieldsToo() {
        assertThat(verdict(offer().lease("10.0.0.5").option(52, 1))).contains("file field");
        assertThat(verdict(offer().lease("10.0.0.5").option(52, 1).rawFile(67, 1, 'a', 255)))
                .isEqualTo("DHCP only");
        assertThat(verdict(offer().lease("10.0.0.5").option(52, 2))).contains("sname field");
        assertThat(verdict(offer().lease("10.0.0.5").option(52, 4))).contains("option 52");
    }

    @Test
    void losesTheSubnetMaskToAZeroLengthOptionBeforeIt() {
        byte[] corrupted =
                ReplyBuilder.to(DISCOVER, 2).option(97).lease("10.0.0.5").bytes();
        byte[] harmless =
                ReplyBuilder.to(DISCOVER, 2).lease("10.0.0.5").option(97).bytes();

        assertThat(EdkRules.unusable(Reply.of(corrupted, ScriptedWire.SERVER))).isPresent();
        assertThat(EdkRules.unusable(Reply.of(harmless, ScriptedWire.SERVER))).isEmpty();
    }

    @Test
    void refusesWhatIsNoOfferForIt() {
        assertThat(verdict(offer().lease("10.0.0.5").op(1))).contains("op");
        assertThat(verdict(offer().lease("10.0.0.5").xid(99))).contains("transaction");
        assertThat(verdict(offer().lease("10.0.0.5").chaddr(5, 9))).contains("chaddr");
        assertThat(verdict(ReplyBuilder.to(DISCOVER, 5).lease("10.0.0.5"))).contains("not OFFER");
        assertThat(verdict(offer().yiaddr("10.0.0.5").option(1, 255, 0, 0, 0))).contains("option 54");
        assertThat(verdict(ReplyBuilder.to(DISCOVER, 0).lease("10.0.0.5"))).contains("BOOTP");
        assertThat(verdict(offer().lease("10.0.0.5").size(1473))).contains("1472");
        assertThat(verdict(offer().server("127.0.0.1"))).contains("PXEClient");
    }

    @Test
    void comparesOnlyTheLengthOfTheHardwareAddress() {
        assertThat(verdict(offer().lease("10.0.0.5").chaddr(15, 1))).isEqualTo("DHCP only");
    }

    @Test
    void doesNotDoMulticastTftp() {
        int[] multicast = {1, 4, 224, 1, 1, 1, 2, 2, 1, 0, 3, 2, 1, 0, 4, 1, 1, 5, 1, 1, 255};
        assertThat(verdict(offer().lease("10.0.0.5").pxeClient().file("a").option(43, multicast)))
                .contains("multicast TFTP");
    }

    @Test
    void takesAnAnswerWithoutMessageTypeAsBootp() {
        // The shape of a Go proxy that copies the client's option 60 and sends neither 53 nor 54.
        assertThat(verdict(ReplyBuilder.to(DISCOVER, 0)
                        .siaddr("127.0.0.1")
                        .file("ipxe.efi")
                        .text(60, "PXEClient:Arch:00007:UNDI:003000")))
                .isEqualTo("BOOTP");
    }

    private static ReplyBuilder offer() {
        return ReplyBuilder.offer(DISCOVER);
    }

    private static String verdict(ReplyBuilder reply) {
        Verdict verdict = EDK2.examine(DISCOVER, reply.bytes());
        return verdict.accepted() ? verdict.offerClass() : verdict.reason();
    }
}
