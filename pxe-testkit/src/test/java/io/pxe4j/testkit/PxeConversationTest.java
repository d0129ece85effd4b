package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.Ip4;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The DHCP conversations of the Intel ROM and EDK2 with right and wrong servers, in virtual time. */
class PxeConversationTest {
    @Test
    void bothBootFromADhcpServerThatNamesAFile() {
        ScriptedWire.Script server = dora("10.0.0.5", r -> r.siaddr("127.0.0.2").text(67, "boot.0"));

        assertThat(Boots.intel(server).target().uri()).hasToString("tftp://127.0.0.2/boot.0");
        assertThat(Boots.edk2(server).target().uri()).hasToString("tftp://127.0.0.2/boot.0");
    }

    @Test
    void bothHearTheWholeWindowOutSoThatALateProxyStillCounts() {
        ScriptedWire.Script servers = (sent, net) -> {
            dora("10.0.0.5", r -> r).receive(sent, net);
            if (sent.isDiscover()) {
                net.answer(3.9, directOffer(sent.bytes(), 0x0a));
            }
        };
        Boots.Ended edk2 = Boots.edk2(servers);

        assertThat(edk2.target().uri()).hasToString("tftp://127.0.0.1/boot.0");
        assertThat(edk2.seconds()).isBetween(4.0, 4.5);
        assertThat(Boots.intel(servers).target().uri()).hasToString("tftp://127.0.0.1/boot.0");
    }

    @Test
    void bothMissAProxyThatAnswersAfterTheWindow() {
        Boots.Ended edk2 = Boots.edk2((sent, net) -> {
            dora("10.0.0.5", r -> r.siaddr("127.0.0.9").text(67, "from-dhcp")).receive(sent, net);
            if (sent.isDiscover()) {
                net.answer(4.1, directOffer(sent.bytes(), 0x0a));
            }
        });

        assertThat(edk2.target().uri()).hasToString("tftp://127.0.0.9/from-dhcp");
    }

    @Test
    void onlyEdk2TakesDiscoveryControl8Alone() {
        ScriptedWire.Script servers = withProxy(sent -> directOffer(sent, 8));

        assertThat(Boots.edk2(servers).target().uri()).hasToString("tftp://127.0.0.1/boot.0");
        assertThat(Boots.intel(servers).why()).startsWith("PXE-E53").contains("43.6");
    }

    @Test
    void aBinlOfferWithoutAnybodyOnPort4011FailsBoth() {
        ScriptedWire.Script servers = withProxy(sent -> binlOffer(sent));

        assertThat(Boots.intel(servers).why()).startsWith("PXE-E55");
        assertThat(Boots.edk2(servers).why()).startsWith("PXE-E16").contains("4011");
    }

    @Test
    void aBinlOfferWithFileAndServerStillNeedsPort4011() {
        ScriptedWire.Script server =
                dora("10.0.0.5", r -> r.pxeClient().siaddr("127.0.0.1").file("boot.0"));
        Boots.Ended edk2 = Boots.edk2(server);

        assertThat(edk2.why()).contains("4011");
        assertThat(edk2.wire().sent()).filteredOn(s -> s.to().getPort() == 4011).hasSize(4);
        assertThat(Boots.intel(server).wire().sent())
                .filteredOn(s -> s.to().getPort() == 4011)
                .hasSize(3);
    }

    @Test
    void aBinlOfferAnsweredOnPort4011BootsBoth() {
        ScriptedWire.Script servers = binl(r -> r);
        Boots.Ended edk2 = Boots.edk2(servers);

        assertThat(edk2.target().uri()).hasToString("tftp://127.0.0.1/binl.0");
        assertThat(Boots.intel(servers).target().uri()).hasToString("tftp://127.0.0.1/binl.0");
        ScriptedWire.Sent request = edk2.wire().sent().get(edk2.wire().sent().size() - 1);
        assertThat(request.from()).isEqualTo(Wire.Port.PXE);
        assertThat(Reply.address(request.bytes(), 12)).as("ciaddr").hasToString("10.0.0.5");
        assertThat(request.bytes()[10]).as("no broadcast flag").isZero();
    }

    @Test
    void edk2HearsThePort4011WindowOut() {
        // Seen in the capture: the answer comes after 0.3 ms, the first TFTP request a second later.
        assertThat(Boots.edk2(binl(r -> r)).seconds()).isBetween(5.0, 5.2);
        assertThat(Boots.intel(binl(r -> r)).seconds()).isBetween(4.0, 4.2);
    }

    @Test
    void intelChecksTheAnswerOfPort4011MoreThanEdk2() {
        assertThat(Boots.intel(binl(r -> r.yiaddr("10.0.0.5"))).why()).contains("yiaddr is not 0.0.0.0");
        assertThat(Boots.intel(binl(r -> r.server("127.0.0.7"))).why()).startsWith("PXE-E55");
        assertThat(Boots.edk2(binl(r -> r.yiaddr("10.0.0.5"))).target().uri()).hasToString("tftp://127.0.0.1/binl.0");
    }

    @Test
    void intelWantsTheAnswerFromTheAddressItAsked() {
        ScriptedWire.Script servers = withProxy(
                sent -> binlOffer(sent),
                (sent, net) -> net.answer(
                        0.01,
                        ReplyBuilder.to(sent.bytes(), 5)
                                .server("127.0.0.1")
                                .pxeClient()
                                .siaddr("127.0.0.1")
                                .file("binl.0")
                                .bytes(),
                        new InetSocketAddress("127.0.0.66", 4011),
                        Wire.Port.PXE));

        assertThat(Boots.intel(servers).why()).contains("it came from 127.0.0.66");
        assertThat(Boots.edk2(servers).target().uri()).hasToString("tftp://127.0.0.1/binl.0");
    }

    @Test
    void anAnswerOfPort4011WithoutABootFileIsNone() {
        ScriptedWire.Script servers = withProxy(
                sent -> binlOffer(sent),
                (sent, net) -> net.answer(
                        0.01,
                        ReplyBuilder.to(sent.bytes(), 5)
                                .server("127.0.0.1")
                                .pxeClient()
                                .siaddr("127.0.0.1")
                                .bytes(),
                        ScriptedWire.PXE_SERVER,
                        Wire.Port.PXE));

        assertThat(Boots.edk2(servers).why()).contains("4011").contains("neither a boot file nor discovery options");
        assertThat(Boots.intel(servers).why()).startsWith("PXE-E55").contains("names no boot file");
    }

    @Test
    void theSeventeenthOfferIsNotKept() {
        Boots.Ended ended = Boots.edk2((sent, net) -> {
            dora("10.0.0.5", r -> r).receive(sent, net);
            for (int i = 0; sent.isDiscover() && i < 16; i++) {
                net.answer(
                        0.1,
                        ReplyBuilder.offer(sent.bytes())
                                .server("127.0.0.1")
                                .pxeClient()
                                .bytes());
            }
            if (sent.isDiscover()) {
                net.answer(0.2, directOffer(sent.bytes(), 0x0a));
            }
        });

        // With it, DHCP only + proxy PXE 1.0 would have been chosen.
        assertThat(ended.story().exchanges())
                .extracting(Exchange::what)
                .contains("chooses DHCP only with proxy BINL out of 16 offers");
    }

    @Test
    void theAddressToAskOnPort4011IsSiaddrThenOption54() {
        Boots.Ended bySiaddr = Boots.edk2(withProxy(s -> ReplyBuilder.offer(s)
                .server("127.0.0.1")
                .siaddr("127.0.0.4")
                .pxeClient()
                .bytes()));
        Boots.Ended byOption = Boots.edk2(withProxy(
                s -> ReplyBuilder.offer(s).server("127.0.0.3").pxeClient().bytes()));

        assertThat(bySiaddr.wire().sent().get(2).to().getHostString()).isEqualTo("127.0.0.4");
        assertThat(byOption.wire().sent().get(2).to().getHostString()).isEqualTo("127.0.0.3");
    }

    @Test
    void aStrayPxeClientOfTheOnlyDhcpServerDefeatsEveryProxy() {
        // The DHCP server's BINL offer is never joined with a proxy's: it ranks above DHCP + proxy BINL.
        ScriptedWire.Script servers = (sent, net) -> {
            dora("10.0.0.5", ReplyBuilder::pxeClient).receive(sent, net);
            if (sent.isDiscover()) {
                net.answer(0.02, directOffer(sent.bytes(), 0x0a));
            }
        };

        assertThat(Boots.edk2(servers).why()).contains("4011");
        assertThat(Boots.intel(servers).why()).startsWith("PXE-E55");
    }

    @Test
    void besideAPlainDhcpServerOnlyADirectProxyWinsOverAStrayPxeClient() {
        // Rule 3, DHCP only + proxy PXE 1.0, ranks above rule 5, DHCP BINL; rule 6, DHCP only + proxy BINL, below.
        Boots.Ended direct = Boots.edk2(withStrayServer(sent -> directOffer(sent, 0x0a)));
        Boots.Ended redirected = Boots.edk2(withStrayServer(sent -> binlOffer(sent)));

        assertThat(direct.target().uri()).hasToString("tftp://127.0.0.1/boot.0");
        assertThat(redirected.why()).contains("4011");
        assertThat(redirected.wire().sent().get(2).to().getHostString()).isEqualTo("127.0.0.88");
    }

    @Test
    void edk2DeclinesALeaseWithoutSubnetMask() {
        Boots.Ended ended = Boots.edk2((sent, net) -> {
            if (sent.isDiscover() || sent.isRequest()) {
                net.answer(
                        0.01,
                        ReplyBuilder.to(sent.bytes(), sent.isDiscover() ? 2 : 5)
                                .server("127.0.0.1")
                                .yiaddr("10.0.0.5")
                                .file("boot.0")
                                .bytes());
            }
        });

        assertThat(ended.why()).contains("subnet mask");
        assertThat(ended.wire().sent().get(2).message().messageType()).isEqualTo(4);
    }

    @Test
    void aProxyAloneGivesNobodyAnAddress() {
        ScriptedWire.Script proxy = (sent, net) -> {
            if (sent.isDiscover()) {
                net.answer(0.01, directOffer(sent.bytes(), 0x0a));
            }
        };

        assertThat(Boots.intel(proxy).why()).startsWith("PXE-E52");
        assertThat(Boots.edk2(proxy).why()).contains("only proxies answered");
    }

    @Test
    void silenceEndsAfterFourTries() {
        Boots.Ended intel = Boots.intel((sent, net) -> {});

        assertThat(intel.why()).startsWith("PXE-E51");
        assertThat(intel.wire().sent()).hasSize(4);
        assertThat(intel.seconds()).isBetween(60.0, 60.1);
        assertThat(Boots.edk2((sent, net) -> {}).why()).startsWith("PXE-E16");
    }

    @Test
    void aNakEndsTheBoot() {
        ScriptedWire.Script server = (sent, net) -> {
            byte[] answer = sent.isDiscover()
                    ? ReplyBuilder.offer(sent.bytes())
                            .lease("10.0.0.5")
                            .file("a")
                            .bytes()
                    : ReplyBuilder.to(sent.bytes(), 6).server("127.0.0.1").bytes();
            net.answer(0.01, answer);
        };

        assertThat(Boots.edk2(server).why()).contains("NAK");
        assertThat(Boots.intel(server).why()).contains("NAK");
    }

    @Test
    void anAckForAnotherAddressIsDeclined() {
        ScriptedWire.Script server = (sent, net) -> {
            if (sent.isDiscover() || sent.isRequest()) {
                String address = sent.isDiscover() ? "10.0.0.5" : "10.0.0.6";
                net.answer(
                        0.01,
                        ReplyBuilder.to(sent.bytes(), sent.isDiscover() ? 2 : 5)
                                .lease(address)
                                .file("a")
                                .bytes());
            }
        };

        assertThat(Boots.edk2(server).why()).contains("isn't the same");
    }

    @Test
    void anAckOfAnotherServerIsNotTaken() {
        AtomicInteger requests = new AtomicInteger();
        Boots.Ended ended = Boots.edk2((sent, net) -> {
            if (sent.isDiscover()) {
                net.answer(
                        0.01,
                        ReplyBuilder.offer(sent.bytes())
                                .lease("10.0.0.5")
                                .file("a")
                                .bytes());
            } else if (requests.incrementAndGet() == 1) {
                net.answer(
                        0.01,
                        ReplyBuilder.to(sent.bytes(), 5)
                                .yiaddr("10.0.0.5")
                                .server("127.0.0.8")
                                .bytes());
            } else {
                net.answer(
                        0.01,
                        ReplyBuilder.to(sent.bytes(), 5)
                                .lease("10.0.0.5")
                                .file("a")
                                .bytes());
            }
        });

        assertThat(ended.target().uri()).hasToString("tftp://127.0.0.1/a");
        assertThat(requests).hasValue(2);
    }

    @Test
    void discoveryOptionsWithoutAFileOrAMenuMeanTheLocalDisk() {
        Boots.Ended ended = Boots.edk2(withProxy(s -> ReplyBuilder.offer(s)
                .server("127.0.0.1")
                .pxeClient()
                .option(43, 6, 1, 8, 255)
                .bytes()));

        assertThat(ended.why()).contains("local disk");
    }

    @Test
    void aMenuWhoseFirstItemIsTheLocalDiskBootsFromThere() {
        int[] menu = {6, 1, 3, 9, 7, 0, 0, 4, 'D', 'i', 's', 'k', 8, 7, 0, 0, 1, 127, 0, 0, 1, 10, 2, 0, 'P', 255};
        ScriptedWire.Script servers = withProxy(s -> ReplyBuilder.offer(s)
                .server("127.0.0.1")
                .pxeClient()
                .option(43, menu)
                .bytes());

        assertThat(Boots.edk2(servers).why()).contains("\"Disk\"");
        assertThat(Boots.intel(servers).why()).contains("\"Disk\"");
    }

    @Test
    void aMenuItemWhoseServerIsSilentIsTheReason() {
        int[] menu = {
            6, 1, 3, 8, 7, 0x80, 0, 1, 127, 0, 0, 1, 9, 8, 0x80, 0, 5, 'L', 'i', 'n', 'u', 'x', 10, 2, 0, 'P', 255
        };
        ScriptedWire.Script servers = withProxy(s -> ReplyBuilder.offer(s)
                .server("127.0.0.1")
                .pxeClient()
                .option(43, menu)
                .bytes());

        String why = "PXE-E77: no boot server of type 32768 answered for the menu's item \"Linux\"";
        assertThat(Boots.edk2(servers).why()).contains(why);
        assertThat(Boots.intel(servers).why()).contains(why);
    }

    @Test
    void option66IsNotReadButTheServerListIs() {
        Boots.Ended list = Boots.edk2(withProxy(s -> ReplyBuilder.offer(s)
                .server("127.0.0.1")
                .siaddr("127.0.0.1")
                .pxeClient()
                .file("boot.0")
                .option(43, 6, 1, 8, 8, 7, 0, 0, 1, 127, 0, 0, 77, 255)
                .bytes()));
        Boots.Ended option66 =
                Boots.edk2(dora("10.0.0.5", r -> r.text(66, "127.0.0.66").file("a")));

        assertThat(list.target().uri()).hasToString("tftp://127.0.0.77/boot.0");
        assertThat(option66.target().uri()).as("option 54").hasToString("tftp://127.0.0.1/a");
    }

    @Test
    void option67WinsOverTheFileField() {
        Boots.Ended ended = Boots.edk2(dora("10.0.0.5", r -> r.text(67, "right").file("wrong")));

        assertThat(ended.target().uri()).hasToString("tftp://127.0.0.1/right");
    }

    @Test
    void anAckThatNeverComesIsTheReason() {
        Boots.Ended ended = Boots.edk2((sent, net) -> {
            // Discovery takes 4 s, the requests 4, 8, 16 and 32 s.
            if (sent.isDiscover()) {
                net.answer(
                        0.01,
                        ReplyBuilder.offer(sent.bytes())
                                .lease("10.0.0.5")
                                .file("a")
                                .bytes());
            }
        });

        assertThat(ended.why()).contains("did not acknowledge");
        assertThat(ended.seconds()).isBetween(64.0, 64.1);
    }

    @Test
    void theLimitEndsABootInTheMiddleOfAWait() {
        BootNetwork network = BootNetwork.builder()
                .dhcpServer(ScriptedWire.SERVER)
                .limit(Duration.ofSeconds(10))
                .build();
        Boots.Ended ended = Boots.edk2(network, (sent, net) -> {});

        assertThat(ended.why()).contains("gave up after 10 s");
        assertThat(ended.seconds()).isBetween(10.0, 10.1);
    }

    interface Extra {
        ReplyBuilder add(ReplyBuilder reply);
    }

    interface Proxy {
        byte[] offer(byte[] discover);
    }

    /** A DHCP server that answers DISCOVER and REQUEST alike. */
    static ScriptedWire.Script dora(String address, Extra extra) {
        return (sent, net) -> {
            if (sent.isDiscover() || sent.isRequest()) {
                ReplyBuilder reply = ReplyBuilder.to(sent.bytes(), sent.isDiscover() ? 2 : 5);
                net.answer(0.01, extra.add(reply.lease(address)).bytes());
            }
        };
    }

    private static ScriptedWire.Script withProxy(Proxy proxy) {
        return withProxy(proxy, (sent, net) -> {});
    }

    private static ScriptedWire.Script withProxy(Proxy proxy, ScriptedWire.Script port4011) {
        return (sent, net) -> {
            if (sent.to().getPort() == 4011) {
                port4011.receive(sent, net);
                return;
            }
            dora("10.0.0.5", r -> r).receive(sent, net);
            if (sent.isDiscover()) {
                net.answer(0.02, proxy.offer(sent.bytes()));
            }
        };
    }

    /** A plain DHCP server, a proxy, and a second DHCP server whose OFFER says PXEClient and no more. */
    private static ScriptedWire.Script withStrayServer(Proxy proxy) {
        return (sent, net) -> {
            withProxy(proxy).receive(sent, net);
            if (sent.isDiscover() || sent.message().serverIdentifier().equals(Ip4.of("127.0.0.88"))) {
                net.answer(
                        0.005,
                        ReplyBuilder.to(sent.bytes(), sent.isDiscover() ? 2 : 5)
                                .server("127.0.0.88")
                                .yiaddr("10.0.0.66")
                                .option(1, 255, 255, 255, 0)
                                .pxeClient()
                                .bytes());
            }
        };
    }

    private static ScriptedWire.Script binl(Extra extra) {
        return withProxy(
                sent -> binlOffer(sent),
                (sent, net) -> net.answer(
                        0.0003,
                        // The extra comes first: of a repeated option the client reads the first.
                        extra.add(ReplyBuilder.to(sent.bytes(), 5))
                                .server("127.0.0.1")
                                .pxeClient()
                                .siaddr("127.0.0.1")
                                .file("binl.0")
                                .bytes(),
                        ScriptedWire.PXE_SERVER,
                        Wire.Port.PXE));
    }

    private static byte[] directOffer(byte[] discover, int control) {
        return ReplyBuilder.offer(discover)
                .server("127.0.0.1")
                .siaddr("127.0.0.1")
                .pxeClient()
                .option(43, 6, 1, control, 255)
                .text(67, "boot.0")
                .bytes();
    }

    private static byte[] binlOffer(byte[] discover) {
        return ReplyBuilder.offer(discover)
                .server("127.0.0.1")
                .siaddr("127.0.0.1")
                .pxeClient()
                .bytes();
    }
}
