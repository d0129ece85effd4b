package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The strict readers of the property tests are strict. */
class ClientReadersTest {
    @Test
    void edk2DropsWhatEdk2Drops() {
        assertThat(ClientReaders.edk2(RawPacket.discover().end().octets())).containsOnlyKeys(53);
        assertDropped(RawPacket.discover(), "runs into the end");
        assertDropped(RawPacket.discover().octets(0, 0), "no END");
        assertDropped(RawPacket.discover().octets(12), "runs into the end");
        assertDropped(RawPacket.discover().option(1, 255, 255).end(), "option 1 of 2 octets");
        assertDropped(RawPacket.request().option(80).option(53, 2).end(), "an empty option before 53");
    }

    @Test
    void aCStringReaderRunsOnToTheNextNul() {
        RawPacket packet = RawPacket.discover().option(67, "pxelinux.0").end().octets(0);

        assertThat(ClientReaders.cString(packet.octets(), 67)).contains("pxelinux.0\u00ff");
        assertThat(ClientReaders.cString(packet.octets(), 66)).isEmpty();
    }

    private static void assertDropped(RawPacket packet, String why) {
        assertThatThrownBy(() -> ClientReaders.edk2(packet.octets()))
                .isInstanceOf(ClientReaders.Dropped.class)
                .hasMessageContaining(why);
    }
}
