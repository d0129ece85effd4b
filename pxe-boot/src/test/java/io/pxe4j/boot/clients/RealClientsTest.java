package io.pxe4j.boot.clients;

import static io.pxe4j.boot.clients.Namespaces.CLIENT_INTERFACE;
import static io.pxe4j.boot.clients.Namespaces.CLIENT_MAC;
import static io.pxe4j.boot.clients.Namespaces.SERVER_INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pxe4j.boot.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real DHCP clients and a real relay against our server, each in a network namespace of its own; as root on Linux. */
@Tag("clients")
class RealClientsTest {
    private static final String POOL = "10.98.1.50-10.98.1.99";

    @TempDir
    Path folder;

    private static void assume(String... programs) {
        Optional<String> missing = Namespaces.missing(programs);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }

    private static void startServer(Namespaces lab, String seconds, String renewal, String... subnet) throws Exception {
        String[] arguments = new String[3 + subnet.length];
        arguments[0] = SERVER_INTERFACE;
        arguments[1] = seconds;
        arguments[2] = renewal;
        System.arraycopy(subnet, 0, arguments, 3, subnet.length);
        lab.start(lab.server(), "server.log", Namespaces.java(LeaseServer.class, arguments));
        lab.await("server.log", LeaseServer.READY);
    }

    // A minute and a T1 of 3 s for the client that renews by itself alone.
    private static void startServer(Namespaces lab, RealClient client, String... subnet) throws Exception {
        boolean byItself = client == RealClient.DHCLIENT;
        startServer(lab, byItself ? "60" : "3600", byItself ? "0.05" : "0.5", subnet);
    }

    private Process start(Namespaces lab, RealClient client) throws Exception {
        return lab.start(lab.client(), "client.log", client.command(folder, CLIENT_INTERFACE));
    }

    @ParameterizedTest
    @EnumSource
    void getsRenewsAndReleasesALease(RealClient what) throws Exception {
        assume(what.program());
        try (Namespaces lab = Namespaces.direct(folder)) {
            startServer(lab, what, "10.98.1.0/24", POOL, "10.98.1.1");

            Process client = start(lab, what);
            String address = lab.awaitAddress("10.98.1.");
            assertThat(lab.output("server.log"))
                    .contains("DISCOVER of " + CLIENT_MAC + " from 0.0.0.0 via 0.0.0.0: OFFER " + address)
                    .contains("REQUEST SELECTING of " + CLIENT_MAC + " from 0.0.0.0 via 0.0.0.0: ACK " + address);

            what.renew(lab, client);
            lab.await(
                    "server.log",
                    "REQUEST RENEWING of " + CLIENT_MAC + " from " + address + " via 0.0.0.0: ACK " + address);

            what.release(lab, client, folder, CLIENT_INTERFACE);
            lab.await("server.log", "RELEASE of " + CLIENT_MAC + " from .*: address given back");
        }
    }

    /** The relay adds option 82 and drops answers that do not return it ({@code -a -D}). */
    @ParameterizedTest
    @EnumSource
    void getsRenewsAndReleasesALeaseThroughARelay(RealClient what) throws Exception {
        assume(what.program(), "dhcrelay");
        try (Namespaces lab = Namespaces.relayed(folder)) {
            startServer(
                    lab,
                    what,
                    "10.98.1.0/24",
                    POOL,
                    "10.98.1.254",
                    "10.98.2.0/24",
                    "10.98.2.50-10.98.2.99",
                    "10.98.2.254");
            lab.start(
                    lab.relay(),
                    "relay.log",
                    List.of("dhcrelay", "-4", "-d", "--no-pid", "-a", "-D", "-i", "r0", "-i", "r1", "10.98.2.1"));
            lab.await("relay.log", "Sending on   Socket/fallback");

            Process client = start(lab, what);
            String address = lab.awaitAddress("10.98.1.");
            // 1 is the circuit-id, the name of the relay's interface.
            String relayed = " from 10.98.[12].254 via 10.98.1.254 \\{1=7230\\}: ";
            assertThat(lab.output("server.log"))
                    .containsPattern("DISCOVER of " + CLIENT_MAC + relayed + "OFFER " + address + " \\{1=7230\\}")
                    .containsPattern(
                            "REQUEST SELECTING of " + CLIENT_MAC + relayed + "ACK " + address + " \\{1=7230\\}");

            what.renew(lab, client);
            // By unicast, past the relay.
            lab.await(
                    "server.log",
                    "REQUEST RENEWING of " + CLIENT_MAC + " from " + address + " via 0.0.0.0: ACK " + address + "\n");

            what.release(lab, client, folder, CLIENT_INTERFACE);
            // The relay hears what it routes and sends a copy of it, so this may come by either way.
            lab.await("server.log", "RELEASE of " + CLIENT_MAC + " from .*: address given back");
            if (what == RealClient.DHCP_CLIENT) {
                assertThat(lab.output("client.log")).contains("without 82").doesNotContain("WITH 82");
            }
        }
    }

    @Test
    void dhclientGetsItsOldAddressAgainAndAnotherOneAfterANak() throws Exception {
        assume("dhclient");
        try (Namespaces lab = Namespaces.direct(folder)) {
            startServer(lab, "3600", "0.5", "10.98.1.0/24", POOL, "10.98.1.1");
            Process first = start(lab, RealClient.DHCLIENT);
            String address = lab.awaitAddress("10.98.1.");
            lab.end(first);

            Process second = start(lab, RealClient.DHCLIENT);
            lab.await("server.log", "REQUEST INIT-REBOOT of " + CLIENT_MAC + " from .*: ACK " + address);
            lab.await("client.log", "script REBOOT " + address);
            lab.end(second);

            // It moves here from another network.
            Path leases = folder.resolve("dhclient.leases");
            Files.writeString(leases, Files.readString(leases).replace(address, "10.55.0.7"));
            start(lab, RealClient.DHCLIENT);
            lab.await("server.log", "REQUEST INIT-REBOOT of " + CLIENT_MAC + " from .*: NAK 0.0.0.0");
            lab.await("client.log", "DHCPNAK from 10.98.1.1");
            lab.await("server.log", "(?s)NAK 0.0.0.0.*REQUEST SELECTING of " + CLIENT_MAC + " from .*: ACK " + address);
        }
    }

    @Test
    void anAddressThatSomebodyElseHasIsDeclinedAndSetAside() throws Exception {
        assume("udhcpc");
        try (Namespaces lab = Namespaces.direct(folder)) {
            lab.addOther("10.98.1.50");
            startServer(lab, "3600", "0.5", "10.98.1.0/24", "10.98.1.50-10.98.1.51", "10.98.1.1");
            List<String> command = new ArrayList<>(RealClient.UDHCPC.command(folder, CLIENT_INTERFACE));
            // Looks by ARP who has the address, and takes another one after a second.
            command.addAll(List.of("-a", "-A", "1", "-r", "10.98.1.50"));
            lab.start(lab.client(), "client.log", command);

            lab.await("server.log", "REQUEST SELECTING of .*: ACK 10.98.1.50");
            lab.await("server.log", "DECLINE of " + CLIENT_MAC + " from .*: address is in use by somebody else");
            assertThat(lab.awaitAddress("10.98.1.")).isEqualTo("10.98.1.51");
        }
    }

    /** The command line as an administrator starts it. */
    @Test
    void theCommandLineServesARealClient() throws Exception {
        assume("udhcpc");
        try (Namespaces lab = Namespaces.direct(folder)) {
            lab.start(
                    lab.server(),
                    "server.log",
                    Namespaces.java(Main.class, "dhcp", "-v", "--interface", "br0", "--mode", "dhcp", "--range", POOL));
            lab.await("server.log", "listening on UDP 10.98.1.1:67 on br0: DHCP, leasing " + POOL);

            Process client = start(lab, RealClient.UDHCPC);
            String address = lab.awaitAddress("10.98.1.");
            lab.await("server.log", CLIENT_MAC + ".*: DISCOVER, .*OFFER.*");
            lab.await("server.log", CLIENT_MAC + ".*: REQUEST, .*ACK.*" + address);
            RealClient.UDHCPC.release(lab, client, folder, CLIENT_INTERFACE);
            lab.await("server.log", CLIENT_MAC + ".*: RELEASE not answered: address given back");
        }
    }
}
