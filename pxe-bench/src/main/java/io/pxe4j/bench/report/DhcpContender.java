package io.pxe4j.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DHCP server that takes part.
 *
 * @param name in tables and plots
 * @param mode what it is asked for
 * @param command a shell's command; stays in the foreground
 */
record DhcpContender(String name, Mode mode, String command) {
    /** A small young generation keeps the collector's pauses below what a socket buffer holds. */
    static final List<String> JAVA_OPTIONS = List.of("-Xmn16m");

    private static final String MAIN = "io.pxe4j.boot.Main";

    boolean isOurs() {
        return name.startsWith(Contender.OURS);
    }

    /** What clients want. */
    enum Mode {
        /** Four packets: an address for each of 50,000 clients. */
        LEASES,
        /** Two packets: a boot file beside another server's address. */
        PROXY;

        String text() {
            return this == LEASES ? "leases" : "proxy";
        }
    }

    /**
     * Ours, and what is installed of Kea and dnsmasq.
     *
     * @param full whether dnsmasq hands out addresses too, which it does slowly
     * @param missing told of what is not installed
     */
    static List<DhcpContender> find(Programs programs, Workspace workspace, boolean full, Missing missing)
            throws IOException {
        List<DhcpContender> all = new ArrayList<>();
        String[] leasing = {
            "dhcp", "--interface", DhcpNetwork.SERVER_INTERFACE, "--mode", "dhcp", "--range", DhcpNetwork.RANGE
        };
        String ours = JavaCommand.shell(JAVA_OPTIONS, MAIN, leasing);
        all.add(new DhcpContender("pxe4j, memory", Mode.LEASES, ours));
        all.add(new DhcpContender(
                "pxe4j, SQLite",
                Mode.LEASES,
                ours + " --lease-store " + Commands.quoted("jdbc:sqlite:" + workspace.file("leases.db"))));
        Optional<Path> kea = programs.find("kea-dhcp4");
        if (kea.isPresent()) {
            all.add(new DhcpContender("kea", Mode.LEASES, kea(kea.get(), workspace)));
        } else {
            missing.tell("kea", Peer.missing("kea-dhcp4", "kea-dhcp4-server"));
        }
        Optional<Path> dnsmasq = programs.find("dnsmasq");
        if (dnsmasq.isPresent() && full) {
            all.add(new DhcpContender("dnsmasq", Mode.LEASES, dnsmasq(dnsmasq.get()) + dnsmasqLeasing(workspace)));
        }
        all.add(new DhcpContender(
                "pxe4j",
                Mode.PROXY,
                JavaCommand.shell(
                        JAVA_OPTIONS,
                        MAIN,
                        "dhcp",
                        "--interface",
                        DhcpNetwork.SERVER_INTERFACE,
                        "--mode",
                        "proxy",
                        "--uefi-x64",
                        "snponly.efi")));
        if (dnsmasq.isPresent()) {
            all.add(new DhcpContender(
                    "dnsmasq",
                    Mode.PROXY,
                    dnsmasq(dnsmasq.get()) + " --dhcp-range=10.88.0.0,proxy --dhcp-no-override"
                            + " --pxe-service=X86-64_EFI,boot,snponly.efi"));
        } else {
            missing.tell("dnsmasq", Peer.missing("dnsmasq", "dnsmasq-base"));
        }
        return all;
    }

    /** Told of what is not installed. */
    interface Missing {
        void tell(String what, String why);
    }

    private static String dnsmasq(Path program) {
        return Commands.quoted(program.toString()) + " --keep-in-foreground --conf-file=/dev/null --port=0 --interface="
                + DhcpNetwork.SERVER_INTERFACE + " --bind-interfaces --log-facility=/dev/null --user=root";
    }

    private static String dnsmasqLeasing(Workspace workspace) {
        return " --dhcp-range=10.88.1.0,10.88.250.255,255.255.0.0,1h --dhcp-authoritative --no-ping"
                + " --dhcp-lease-max=60000 --dhcp-leasefile="
                + Commands.quoted(workspace.file("dnsmasq.leases").toString());
    }

    /** With its memfile, which it writes as it goes: leases outlive a crash there as with SQLite here. */
    private static String kea(Path program, Workspace workspace) throws IOException {
        Path configuration = workspace.file("kea.json");
        Files.writeString(configuration, """
                {"Dhcp4": {
                  "interfaces-config": {"interfaces": ["%s"]},
                  "lease-database": {"type": "memfile", "persist": true, "name": "%s"},
                  "valid-lifetime": 3600,
                  "subnet4": [{"id": 1, "subnet": "10.88.0.0/16", "pools": [{"pool": "%s"}]}],
                  "loggers": [{"name": "kea-dhcp4", "severity": "ERROR", "output_options": [{"output": "stderr"}]}]
                }}
                """.formatted(
                        DhcpNetwork.SERVER_INTERFACE, workspace.file("kea-leases.csv"), DhcpNetwork.RANGE));
        return "env KEA_PIDFILE_DIR=" + Commands.quoted(workspace.file("").toString()) + " KEA_LOCKFILE_DIR=none "
                + Commands.quoted(program.toString()) + " -c " + Commands.quoted(configuration.toString());
    }
}
