package io.pxe4j.bench.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** TFTP servers of others that are measured where they are installed. */
enum Peer {
    DNSMASQ(
            "dnsmasq",
            "dnsmasq",
            "dnsmasq-base",
            // It has no option for the port of TFTP.
            OptionalInt.of(69),
            "--keep-in-foreground --conf-file=/dev/null --port=0 --listen-address=127.0.0.1 --bind-interfaces"
                    + " --enable-tftp --tftp-root={root} --tftp-max=12000 --user=root",
            "--version"),
    ATFTPD(
            "atftpd",
            "atftpd",
            "atftpd",
            OptionalInt.empty(),
            "--daemon --no-fork --port {port} --bind-address 127.0.0.1 --user root --group root --maxthread 12000"
                    + " {root}",
            "--version"),
    TFTPD_HPA(
            "tftpd-hpa", "in.tftpd", "tftpd-hpa", OptionalInt.empty(), "-L -a 127.0.0.1:{port} -s {root}", "--version");

    private final String text;
    private final String program;
    private final String debianPackage;
    private final OptionalInt fixedPort;
    private final String arguments;
    private final String versionOption;

    Peer(
            String text,
            String program,
            String debianPackage,
            OptionalInt fixedPort,
            String arguments,
            String versionOption) {
        this.text = text;
        this.program = program;
        this.debianPackage = debianPackage;
        this.fixedPort = fixedPort;
        this.arguments = arguments;
        this.versionOption = versionOption;
    }

    String text() {
        return text;
    }

    /** As a contender, if it is installed. */
    Optional<Contender> find(Programs programs) {
        return programs.find(program)
                .map(file -> new Contender(text, Commands.quoted(file.toString()) + " " + arguments, fixedPort, false));
    }

    /** How its version is asked for. */
    Optional<List<String>> versionCommand(Programs programs) {
        return programs.find(program).map(file -> List.of(file.toString(), versionOption));
    }

    /** What to do where it is not. */
    String missing() {
        return missing(program, debianPackage);
    }

    static String missing(String program, String debianPackage) {
        return program + " is not installed: install Debian's package " + debianPackage
                + ", or say where it is by --peer-path";
    }
}
