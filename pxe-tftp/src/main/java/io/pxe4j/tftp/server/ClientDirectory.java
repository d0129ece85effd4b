package io.pxe4j.tftp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Says which directory below a root is a client's own. Called on a worker, where it may block. */
@FunctionalInterface
public interface ClientDirectory {
    /** The name of that client's directory, without slashes; empty if it has none. */
    Optional<String> of(InetSocketAddress client);

    /** Directories named by address: {@code 10.0.0.5}, {@code fd00:0:0:0:0:0:0:5}. */
    static ClientDirectory byAddress() {
        return client -> {
            String text = client.getAddress().getHostAddress();
            int scope = text.indexOf('%');
            return Optional.of(scope < 0 ? text : text.substring(0, scope));
        };
    }

    /**
     * Directories named by hardware address, in lower case and with dashes: {@code 52-54-00-12-34-56}.
     *
     * @param known gives the hardware address of an IP address, as a DHCP server or the neighbour table knows it, with colons, dashes or dots in it or none;
     *     empty for a stranger
     */
    static ClientDirectory byMac(Function<? super InetAddress, Optional<String>> known) {
        return client -> known.apply(client.getAddress()).map(ClientDirectory::dashed);
    }

    private static String dashed(String mac) {
        return mac.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1-");
    }
}
