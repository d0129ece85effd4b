package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a server sends, a simulated firmware answers with a verdict. */
class RobustnessTest {
    private static final List<Firmware> ALL =
            List.of(Firmware.intelPxe(), Firmware.edk2Pxe(), Firmware.edk2Http(), Firmware.ipxe(Platform.PCBIOS));

    @Property(tries = 300)
    void anyBytesGetAVerdict(@ForAll @Size(max = 700) byte[] noise) {
        for (Firmware firmware : ALL) {
            byte[] discover = firmware.discover(Boots.NETWORK, 1);

            assertThat(firmware.examine(discover, noise).reason()).isNotEmpty();
        }
    }

    @Property(tries = 300)
    void anyOptionsBehindAValidHeaderGetTheSameVerdictTwice(@ForAll("options") byte[] options) {
        for (Firmware firmware : ALL) {
            byte[] discover = firmware.discover(Boots.NETWORK, 1);
            byte[] reply = reply(discover, options);
            Verdict first = firmware.examine(discover, reply);

            assertThat(first.reason()).isNotEmpty();
            assertThat(first.accepted()).isEqualTo(!first.offerClass().isEmpty());
            assertThat(firmware.examine(discover, reply)).isEqualTo(first);
        }
    }

    @Property(tries = 80)
    void anyOptionsInEveryAnswerEndEveryConversation(@ForAll("options") byte[] options) {
        ScriptedWire.Script noise = (sent, net) -> {
            net.answer(0.01, reply(sent.bytes(), options));
            net.answer(0.02, ReplyBuilder.offer(sent.bytes()).lease("10.0.0.5").bytes());
            net.answer(0.03, ReplyBuilder.to(sent.bytes(), 5).lease("10.0.0.5").bytes());
            net.answer(0.01, reply(sent.bytes(), options), ScriptedWire.PXE_SERVER, Wire.Port.PXE);
        };

        for (Boots.Ended ended : List.of(Boots.intel(noise), Boots.edk2(noise), Boots.http(noise), Boots.ipxe(noise))) {
            assertThat(ended.why().isEmpty()).isEqualTo(ended.story().booted());
            assertThat(ended.story().ladder().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        }
    }

    @Property(tries = 200)
    void theChoiceDoesNotDependOnTheOrderOfUnlikeOffers(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] discover = Firmware.edk2Pxe().discover(Boots.NETWORK, 1);
        List<PxeOffer> offers = new ArrayList<>();
        for (OfferClass offerClass : OfferClass.values()) {
            if (random.nextBoolean()) {
                offers.add(
                        new PxeOffer(Reply.of(ReplyBuilder.offer(discover).bytes(), ScriptedWire.SERVER), offerClass));
            }
        }
        List<PxeOffer> shuffled = new ArrayList<>(offers);
        Collections.shuffle(shuffled, random);

        assertThat(PxeSelection.of(shuffled)).isEqualTo(PxeSelection.of(offers));
    }

    @Property(tries = 500)
    void anyTftpPacketsLeaveTheReadInAState(@ForAll @Size(max = 20) List<@Size(max = 40) byte[]> packets) {
        for (TftpStyle style : List.of(TftpStyle.EDK2, TftpStyle.INTEL, TftpStyle.IPXE)) {
            TftpRead read = TftpRead.file(style, "a", 1000);
            for (byte[] packet : packets) {
                if (packet.length > 1) {
                    packet[0] = 0;
                    packet[1] = (byte) (Math.abs(packet[1] % 6) + 1);
                }
                read.receive(packet).ifPresent(answer -> assertThat(answer).hasSizeGreaterThan(3));
            }
            assertThat(read.isDone() && read.failure().isPresent()).isFalse();
        }
    }

    @Property(tries = 300)
    void textForTheStoryIsPrintable(@ForAll String text) {
        assertThat(Transcript.printable(text)).matches("[ -~]*");
    }

    @Provide
    Arbitrary<byte[]> options() {
        Arbitrary<Integer> code =
                Arbitraries.of(0, 1, 3, 6, 13, 43, 52, 53, 54, 56, 60, 66, 67, 82, 97, 175, 255, 12, 121, 200);
        Arbitrary<byte[]> value = Arbitraries.bytes().array(byte[].class).ofMaxSize(24);
        Arbitrary<byte[]> known = Arbitraries.of(
                        "PXEClient", "HTTPClient", "http://10.0.0.1/a.efi", "\6\1\n", "\2", "\5")
                .map(s -> s.getBytes(StandardCharsets.ISO_8859_1));
        Arbitrary<byte[]> option = Combinators.combine(
                        code,
                        Arbitraries.oneOf(value, known),
                        Arbitraries.integers().between(0, 12))
                .as((c, v, lie) -> {
                    byte[] bytes = new byte[2 + v.length];
                    bytes[0] = c.byteValue();
                    bytes[1] = (byte) (lie == 0 ? v.length + 3 : v.length);
                    System.arraycopy(v, 0, bytes, 2, v.length);
                    return bytes;
                });
        return option.list().ofMaxSize(14).map(list -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            list.forEach(out::writeBytes);
            return out.toByteArray();
        });
    }

    private static byte[] reply(byte[] request, byte[] options) {
        int[] raw = new int[options.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = options[i] & 0xff;
        }
        return ReplyBuilder.offer(request)
                .siaddr("127.0.0.1")
                .yiaddr(options.length % 2 == 0 ? "10.0.0.5" : "0.0.0.0")
                .rawOption(raw)
                .bytes();
    }
}
