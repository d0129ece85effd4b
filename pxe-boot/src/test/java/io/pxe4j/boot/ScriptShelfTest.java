package io.pxe4j.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.boot.http.ResourceRequest;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.ipxe.IpxeScript;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptShelfTest {
    private final ScriptShelf shelf = new ScriptShelf();

    private int status(String path) {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        return shelf.answer(new ResourceRequest(path, Map.of(), peer, ""))
                .toCompletableFuture()
                .join()
                .status();
    }

    @Test
    void givesAScriptUnderTheNameOfItsClient() {
        String name = shelf.put(
                HardwareAddress.of("52:54:00:12:34:56"),
                IpxeScript.builder().echo("hello").build());

        assertThat(name).isEqualTo("script-52-54-00-12-34-56.ipxe");
        assertThat(status("/" + name)).isEqualTo(200);
        assertThat(status("/script-00-00-00-00-00-00.ipxe")).isEqualTo(404);
    }

    @Test
    void forgetsTheOldestWhenAFloodOfClientsComes() {
        IpxeScript script = IpxeScript.builder().echo("hello").build();
        for (int i = 0; i <= 5000; i++) {
            shelf.put(HardwareAddress.of(String.format("52:54:00:00:%02x:%02x", i >> 8, i & 0xff)), script);
        }

        assertThat(status("/script-52-54-00-00-00-00.ipxe")).isEqualTo(404);
        assertThat(status("/script-52-54-00-00-13-88.ipxe")).isEqualTo(200);
    }
}
