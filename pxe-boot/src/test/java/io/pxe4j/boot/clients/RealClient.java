package io.pxe4j.boot.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** DHCP clients of the world, each kept away from this machine's own files: how to start them, to renew and to release. */
enum RealClient {
    /** BusyBox's. */
    UDHCPC("udhcpc") {
        @Override
        List<String> command(Path folder, String interfaceName) throws IOException {
            Path script = script(folder, "udhcpc.sh", """
                    case "$1" in
                        bound|renew)
                            ip address replace "$ip/$mask" dev "$interface"
                            [ -z "$router" ] || ip route replace default via "${router%% *}"
                            ;;
                    esac
                    echo "script $1 $ip"
                    """);
            return List.of("udhcpc", "-f", "-i", interfaceName, "-s", script.toString());
        }

        @Override
        void renew(Namespaces lab, Process client) throws Exception {
            lab.signal(client, "USR1");
        }

        @Override
        void release(Namespaces lab, Process client, Path folder, String interfaceName) throws Exception {
            lab.signal(client, "USR2");
        }
    },

    /** ISC's. */
    DHCLIENT("dhclient") {
        @Override
        List<String> command(Path folder, String interfaceName) throws IOException {
            script(folder, "dhclient.sh", """
                    case "$reason" in
                        BOUND|RENEW|REBIND|REBOOT)
                            ip address replace "$new_ip_address/$new_subnet_mask" dev "$interface"
                            [ -z "$new_routers" ] || ip route replace default via "${new_routers%% *}"
                            ;;
                    esac
                    echo "script $reason $new_ip_address"
                    """);
            Files.writeString(folder.resolve("dhclient.conf"), """
                    initial-interval 2;
                    request subnet-mask, routers, dhcp-lease-time, dhcp-renewal-time, dhcp-rebinding-time;
                    """);
            List<String> command = new ArrayList<>(List.of("dhclient", "-4", "-v", "-d"));
            command.addAll(files(folder));
            command.add(interfaceName);
            return command;
        }

        @Override
        void renew(Namespaces lab, Process client) {
            // It has no command for that: it renews at T1.
        }

        @Override
        void release(Namespaces lab, Process client, Path folder, String interfaceName) throws Exception {
            List<String> command = new ArrayList<>(List.of("dhclient", "-4", "-v", "-r"));
            command.addAll(files(folder));
            command.add(interfaceName);
            lab.runIn(lab.client(), command);
        }

        private List<String> files(Path folder) {
            return List.of(
                    "-cf", folder.resolve("dhclient.conf").toString(),
                    "-lf", folder.resolve("dhclient.leases").toString(),
                    "-pf", folder.resolve("dhclient.pid").toString(),
                    "-sf", folder.resolve("dhclient.sh").toString());
        }
    },

    /** Roy Marples's. */
    DHCPCD("dhcpcd") {
        @Override
        List<String> command(Path folder, String interfaceName) throws IOException {
            Path config = folder.resolve("dhcpcd.conf");
            Files.writeString(config, """
                    ipv4only
                    noarp
                    noipv4ll
                    option subnet_mask, routers
                    script /bin/true
                    """);
            // Its leases, sockets and pid files have fixed places, so it gets those places for itself: `ip netns exec`
            // gives each
            // command a mount namespace of its own.
            return List.of(
                    "sh",
                    "-c",
                    "mount -t tmpfs none /run && mount -t tmpfs none /var/lib/dhcpcd && exec dhcpcd -4 -B -d -f "
                            + config + " " + interfaceName);
        }

        @Override
        void renew(Namespaces lab, Process client) throws Exception {
            lab.signal(client, "USR1", "client.log", "received SIGUSR1");
        }

        @Override
        void release(Namespaces lab, Process client, Path folder, String interfaceName) throws Exception {
            // dhcpcd 9.4.1 was seen not to hear a signal that came as soon as its renewal was answered.
            lab.signal(client, "ALRM", "client.log", "received SIGALRM");
        }
    },

    /** Ours. */
    DHCP_CLIENT("ip") {
        @Override
        List<String> command(Path folder, String interfaceName) {
            return Namespaces.java(OwnClient.class, interfaceName);
        }

        @Override
        void renew(Namespaces lab, Process client) throws Exception {
            tell(client, "renew\n");
        }

        @Override
        void release(Namespaces lab, Process client, Path folder, String interfaceName) throws Exception {
            tell(client, "release\n");
        }

        private void tell(Process client, String line) throws IOException {
            client.outputWriter().write(line);
            client.outputWriter().flush();
        }
    };

    private final String program;

    RealClient(String program) {
        this.program = program;
    }

    /** What must be on the path. */
    String program() {
        return program;
    }

    /** The command that gets a lease and keeps it, in the foreground. */
    abstract List<String> command(Path folder, String interfaceName) throws IOException;

    /** Tells the client to renew now. */
    abstract void renew(Namespaces lab, Process client) throws Exception;

    /** Tells the client to give its lease back. */
    abstract void release(Namespaces lab, Process client, Path folder, String interfaceName) throws Exception;

    private static Path script(Path folder, String name, String text) throws IOException {
        Path script = folder.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + text);
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        return script;
    }
}
