package io.pxe4j.testkit;

import static io.pxe4j.testkit.PxeConversationTest.dora;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The DHCP conversations of EDK2's HTTP boot and of iPXE, in virtual time. */
class HttpAndIpxeConversationTest {
    private static final String URL = "http://127.0.0.1/boot.efi";

    @Test
    void httpBootTakesTheUrlFromTheOffer() {
        Boots.Ended ended = Boots.http((sent, net) -> {
            String url = sent.isDiscover() ? URL : "http://127.0.0.1/from-the-ack.efi";
            byte[] answer = ReplyBuilder.to(sent.bytes(), sent.isDiscover() ? 2 : 5)
                    .lease("10.0.0.5")
                    .text(60, "HTTPClient")
                    .text(67, url)
                    .bytes();
            net.answer(0.01, answer);
        });

        assertThat(ended.target().uri()).hasToString(URL);
        assertThat(ended.target().address()).hasToString("10.0.0.5");
    }

    @Test
    void httpBootJoinsAPlainOfferWithAProxys() {
        Boots.Ended ended = Boots.http((sent, net) -> {
            dora("10.0.0.5", r -> r).receive(sent, net);
            if (sent.isDiscover()) {
                byte[] proxy = ReplyBuilder.offer(sent.bytes())
                        .server("127.0.0.2")
                        .text(60, "HTTPClient")
                        .text(67, URL)
                        .bytes();
                net.answer(1, proxy);
            }
        });

        assertThat(ended.target().uri()).hasToString(URL);
    }

    @Test
    void httpBootNeedsDnsServersForAName() {
        Boots.Ended without =
                Boots.http(dora("10.0.0.5", r -> r.text(60, "HTTPClient").text(67, "http://boot.example/a.efi")));
        Boots.Ended with = Boots.http(dora(
                "10.0.0.5",
                r -> r.text(60, "HTTPClient")
                        .text(67, "http://boot.example/a.efi")
                        .option(6, 10, 0, 0, 1)));

        assertThat(without.why()).contains("option 6");
        assertThat(with.target().uri()).hasToString("http://boot.example/a.efi");
    }

    @Test
    void httpBootDeclinesALeaseWithoutSubnetMask() {
        Boots.Ended ended = Boots.http((sent, net) -> {
            if (sent.isDiscover() || sent.isRequest()) {
                net.answer(
                        0.01,
                        ReplyBuilder.to(sent.bytes(), sent.isDiscover() ? 2 : 5)
                                .server("127.0.0.1")
                                .yiaddr("10.0.0.5")
                                .text(60, "HTTPClient")
                                .text(67, URL)
                                .bytes());
            }
        });

        assertThat(ended.why()).contains("subnet mask");
        assertThat(ended.wire().sent().get(2).message().messageType()).isEqualTo(4);
    }

    @Test
    void httpBootGivesUpAfterANakOrAnotherAddressOrSilence() {
        assertThat(Boots.http(httpServer(r -> ReplyBuilder.to(r, 6).server("127.0.0.1")))
                        .why())
                .contains("NAK");
        assertThat(Boots.http(httpServer(r -> ReplyBuilder.to(r, 5).lease("10.0.0.6")))
                        .why())
                .contains("10.0.0.6");
        assertThat(Boots.http(httpServer(r -> ReplyBuilder.to(r, 5).server("127.0.0.9")))
                        .why())
                .contains("did not acknowledge")
                .contains("127.0.0.9");
    }

    @Test
    void httpBootIsLeftAloneByPxeAnswers() {
        assertThat(Boots.http(dora("10.0.0.5", r -> r.pxeClient().file("ipxe.efi")))
                        .why())
                .contains("HTTPClient");
        assertThat(Boots.http((sent, net) -> {}).why()).isEqualTo("no offer received");
    }

    @Test
    void ipxeWaitsTwoSecondsForAProxy() {
        Boots.Ended plain =
                Boots.ipxe(dora("10.0.0.5", r -> r.siaddr("127.0.0.1").file("boot.ipxe")));

        assertThat(plain.target().uri()).hasToString("tftp://127.0.0.1/boot.ipxe");
        assertThat(plain.seconds()).isBetween(2.0, 3.1);
    }

    @Test
    void ipxeDoesNotWaitWhenOneOfferIsBothOrSaysNoPxe() {
        Boots.Ended both = Boots.ipxe(
                dora("10.0.0.5", r -> r.pxeClient().siaddr("127.0.0.1").file("boot.ipxe")));
        Boots.Ended noPxe = Boots.ipxe(dora(
                "10.0.0.5", r -> r.option(175, 176, 1, 1).siaddr("127.0.0.1").file("boot.ipxe")));

        assertThat(both.seconds()).isLessThan(0.1);
        assertThat(noPxe.seconds()).isLessThan(0.1);
        assertThat(both.target().uri()).hasToString("tftp://127.0.0.1/boot.ipxe");
    }

    @Test
    void ipxePutsItsStateIntoSecs() {
        Boots.Ended ended = Boots.ipxe((sent, net) -> {
            // As in the capture: the proxy answers at once, the DHCP server after three seconds.
            if (sent.isDiscover()) {
                net.answer(
                        0.005,
                        proxyOffer(sent.bytes(), r -> r.siaddr("127.0.0.1").file("boot.ipxe")));
                if (sent.nanos() == 0) {
                    net.answer(
                            3.004,
                            ReplyBuilder.offer(sent.bytes()).lease("10.0.0.5").bytes());
                }
            } else {
                net.answer(
                        0.001,
                        ReplyBuilder.to(sent.bytes(), 5).lease("10.0.0.5").bytes());
            }
        });

        assertThat(ended.wire().sent())
                .extracting(s -> s.bytes()[9] & 0xff)
                .startsWith(4, 9)
                .endsWith(19);
        assertThat(ended.target().uri()).hasToString("tftp://127.0.0.1/boot.ipxe");
    }

    @Test
    void ipxeAsksPort4011FromItsPort68WhenTheProxyOfferIsNotEnough() {
        Boots.Ended ended =
                Boots.ipxe(withProxy(r -> r, r -> r.siaddr("127.0.0.1").file("late.ipxe"), 4011));
        ScriptedWire.Sent request = ended.wire().sent().get(2);

        assertThat(request.to().getPort()).isEqualTo(4011);
        assertThat(request.from()).isEqualTo(Wire.Port.DHCP);
        assertThat(request.message().serverIdentifier()).hasToString("127.0.0.1");
        assertThat(ended.target().uri()).hasToString("tftp://127.0.0.1/late.ipxe");
    }

    @Test
    void ipxeWantsThatAnswerFromPort4011() {
        Boots.Ended ended =
                Boots.ipxe(withProxy(r -> r, r -> r.siaddr("127.0.0.1").file("late.ipxe"), 4012));

        assertThat(ended.why()).contains("nothing to boot").contains("4012");
    }

    @Test
    void aProxyThatIsSilentOnPort4011IsNotFatal() {
        Boots.Ended ended = Boots.ipxe((sent, net) -> {
            dora("10.0.0.5", r -> r.siaddr("127.0.0.1").file("from-dhcp.ipxe")).receive(sent, net);
            if (sent.isDiscover()) {
                net.answer(0.005, proxyOffer(sent.bytes(), r -> r));
            }
        });

        assertThat(ended.target().uri()).hasToString("tftp://127.0.0.1/from-dhcp.ipxe");
        assertThat(ended.seconds()).isBetween(2.0, 3.1);
    }

    @Test
    void aFileNameWithoutSiaddrSendsIpxeToPort4011() {
        // ipxe#954: a proxy that names a file and leaves siaddr zero is not taken at its word.
        Boots.Ended ended = Boots.ipxe(withProxy(r -> r.file("x"), r -> r.file("x"), 4011));

        assertThat(ended.why()).contains("neither siaddr with a file name");
    }

    @Test
    void theProxysFileOutranksTheDhcpServers() {
        Boots.Ended ended = Boots.ipxe((sent, net) -> {
            dora("10.0.0.5", r -> r.siaddr("127.0.0.9").file("dhcp")).receive(sent, net);
            if (sent.isDiscover()) {
                net.answer(
                        0.005,
                        proxyOffer(sent.bytes(), r -> r.siaddr("127.0.0.1").file("proxy")));
            }
        });

        assertThat(ended.target().uri()).hasToString("tftp://127.0.0.1/proxy");
        assertThat(ended.target().nextServer()).hasToString("127.0.0.1");
    }

    @Test
    void theHeadersFileFieldWinsOverOption67() {
        Boots.Ended ended = Boots.ipxe(dora(
                "10.0.0.5",
                r -> r.pxeClient().siaddr("127.0.0.1").text(67, "option").file("header")));

        assertThat(ended.target().uri()).hasToString("tftp://127.0.0.1/header");
    }

    @Test
    void aUrlNeedsNoNextServer() {
        Boots.Ended url = Boots.ipxe(dora("10.0.0.5", r -> r.text(67, "http://127.0.0.1/boot.ipxe")));
        Boots.Ended name = Boots.ipxe(dora("10.0.0.5", r -> r.text(67, "boot.ipxe")));

        assertThat(url.target().uri()).hasToString("http://127.0.0.1/boot.ipxe");
        assertThat(name.why()).contains("next-server");
    }

    @Test
    void theOfferWithTheHighestPriorityWinsAndALaterEqualOneReplacesIt() {
        Boots.Ended ended = Boots.ipxe((sent, net) -> {
            if (sent.isDiscover()) {
                net.answer(0.1, lease(sent, "10.0.0.1", 5));
                net.answer(0.2, lease(sent, "10.0.0.2", 5));
                net.answer(0.3, lease(sent, "10.0.0.3", 1));
                net.answer(0.4, lease(sent, "10.0.0.4", 255));
            } else {
                net.answer(
                        0.1,
                        ReplyBuilder.to(sent.bytes(), 5)
                                .lease("10.0.0.2")
                                .siaddr("127.0.0.1")
                                .file("a")
                                .bytes());
            }
        });

        assertThat(ended.target().address()).hasToString("10.0.0.2");
    }

    @Test
    void anAckForAnotherAddressIsNotTaken() {
        Boots.Ended ended = Boots.ipxe((sent, net) -> {
            int type = sent.isDiscover() ? 2 : 5;
            String address = sent.isDiscover() ? "10.0.0.5" : "10.0.0.6";
            net.answer(
                    0.01,
                    ReplyBuilder.to(sent.bytes(), type)
                            .lease(address)
                            .option(175, 176, 1, 1)
                            .bytes());
        });

        assertThat(ended.why()).contains("did not acknowledge").contains("10.0.0.6");
    }

    @Test
    void theAnswerOfAnotherProxyIsNotTaken() {
        Boots.Ended ended = Boots.ipxe((sent, net) -> {
            if (sent.to().getPort() == 4011) {
                byte[] ack = ReplyBuilder.to(sent.bytes(), 5)
                        .server("127.0.0.44")
                        .pxeClient()
                        .siaddr("127.0.0.1")
                        .file("a")
                        .bytes();
                net.answer(0.01, ack, ScriptedWire.PXE_SERVER, Wire.Port.DHCP);
                return;
            }
            dora("10.0.0.5", r -> r).receive(sent, net);
            if (sent.isDiscover()) {
                net.answer(0.005, proxyOffer(sent.bytes(), r -> r));
            }
        });

        assertThat(ended.why()).contains("nothing to boot").contains("127.0.0.44");
    }

    @Test
    void aMenuIsNotShown() {
        Boots.Ended menu = Boots.ipxe(withProxy(r -> r.option(43, 9, 4, 0, 0, 1, 'a'), r -> r, 4011));
        Boots.Ended justLoad = Boots.ipxe(
                withProxy(r -> r.siaddr("127.0.0.1").file("a").option(43, 6, 1, 8, 9, 4, 0, 0, 1, 'a'), r -> r, 4011));

        assertThat(menu.why()).contains("boot menu");
        assertThat(justLoad.target().uri()).hasToString("tftp://127.0.0.1/a");
    }

    @Test
    void aNakStartsDiscoveryAgain() {
        Boots.Ended ended = Boots.ipxe((sent, net) -> {
            byte[] answer = sent.isDiscover()
                    ? ReplyBuilder.offer(sent.bytes())
                            .lease("10.0.0.5")
                            .option(175, 176, 1, 1)
                            .bytes()
                    : ReplyBuilder.to(sent.bytes(), 6).server("127.0.0.1").bytes();
            net.answer(0.01, answer);
        });

        assertThat(ended.why()).contains("NAK");
        assertThat(ended.wire().sent())
                .filteredOn(ScriptedWire.Sent::isDiscover)
                .hasSize(3);
    }

    @Test
    void silenceEndsWhenTheTimerPassesTenSeconds() {
        Boots.Ended ended = Boots.ipxe((sent, net) -> {});

        assertThat(ended.why()).startsWith("no DHCP offer");
        assertThat(ended.wire().sent()).hasSize(4);
        assertThat(ended.seconds()).isBetween(15.0, 15.1);
    }

    /** An HTTP boot offer for 10.0.0.5, then whatever the test answers to the REQUEST. */
    private static ScriptedWire.Script httpServer(Function<byte[], ReplyBuilder> ack) {
        return (sent, net) -> {
            if (sent.isDiscover()) {
                net.answer(
                        0.01,
                        ReplyBuilder.offer(sent.bytes())
                                .lease("10.0.0.5")
                                .text(60, "HTTPClient")
                                .text(67, URL)
                                .bytes());
            } else {
                net.answer(0.01, ack.apply(sent.bytes()).bytes());
            }
        };
    }

    private static byte[] lease(ScriptedWire.Sent sent, String address, int priority) {
        return ReplyBuilder.offer(sent.bytes())
                .lease(address)
                .option(175, 1, 1, priority)
                .bytes();
    }

    private static ScriptedWire.Script withProxy(
            PxeConversationTest.Extra offer, PxeConversationTest.Extra answer, int port) {
        return (sent, net) -> {
            if (sent.to().getPort() == 4011) {
                byte[] ack = answer.add(ReplyBuilder.to(sent.bytes(), 5)
                                .server("127.0.0.1")
                                .pxeClient())
                        .bytes();
                net.answer(0.01, ack, Boots.loopback(port), Wire.Port.DHCP);
                return;
            }
            dora("10.0.0.5", r -> r).receive(sent, net);
            if (sent.isDiscover()) {
                net.answer(0.005, proxyOffer(sent.bytes(), offer));
            }
        };
    }

    private static byte[] proxyOffer(byte[] discover, PxeConversationTest.Extra extra) {
        return extra.add(ReplyBuilder.offer(discover).server("127.0.0.1").pxeClient())
                .bytes();
    }
}
