package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {
    @TempDir
    Path dir;

    @Test
    void whatIsMissingIsNotedWithItsPackage() {
        Recorder recorder = new Recorder();

        List<Contender> found = Contenders.find(new Programs(List.of(dir)), List.of(), recorder);

        assertThat(found).extracting(Contender::name).containsExactly("pxe4j", "yardstick");
        assertThat(recorder.notMeasured())
                .containsExactly(
                        new NotMeasured(
                                "tftp",
                                "dnsmasq",
                                "dnsmasq is not installed: install Debian's package dnsmasq-base, or say where it is by --peer-path"),
                        new NotMeasured(
                                "tftp",
                                "atftpd",
                                "atftpd is not installed: install Debian's package atftpd, or say where it is by --peer-path"),
                        new NotMeasured(
                                "tftp",
                                "tftpd-hpa",
                                "in.tftpd is not installed: install Debian's package tftpd-hpa, or say where it is by --peer-path"));
    }

    @Test
    void whatIsInstalledTakesPartByItsPath() throws Exception {
        Path program = install("in.tftpd");

        List<Contender> found = Contenders.find(new Programs(List.of(dir)), List.of(), new Recorder());

        assertThat(found).extracting(Contender::name).containsExactly("pxe4j", "yardstick", "tftpd-hpa");
        assertThat(found.get(2).command()).isEqualTo(program + " -L -a 127.0.0.1:{port} -s {root}");
        assertThat(found.get(2).java()).isFalse();
    }

    @Test
    void aServerWhosePortIsFixedSaysWhich() throws Exception {
        install("dnsmasq");

        assertThat(Peer.DNSMASQ.find(new Programs(List.of(dir))).orElseThrow().fixedPort())
                .hasValue(69);
    }

    @Test
    void aFileThatMayNotBeRunIsNoProgram() throws Exception {
        Files.writeString(dir.resolve("atftpd"), "");

        assertThat(new Programs(List.of(dir)).find("atftpd")).isEmpty();
    }

    @Test
    void placesOfTheUserComeFirstAndSbinLast() {
        assertThat(Programs.of(List.of(Path.of("/mine")), "/usr/bin:/bin").places())
                .containsSubsequence(Path.of("/mine"), Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"));
    }

    @Test
    void aServerCanBeAdded() {
        Contender added = Contender.of("mine=./mine --port {port} {root}");
        Contender fixed = Contender.of("old@69=./old {root}");

        assertThat(added.command()).isEqualTo("./mine --port {port} {root}");
        assertThat(added.fixedPort()).isEmpty();
        assertThat(fixed.fixedPort()).hasValue(69);
        assertThat(Contenders.find(new Programs(List.of(dir)), List.of(added, fixed), new Recorder()))
                .extracting(Contender::name)
                .endsWith("mine", "old");
    }

    @Test
    void anAddedServerThatCannotBeStartedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contender.of("./mine {port}"))
                .withMessageContaining("expected: NAME=COMMAND");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contender.of("mine=./mine {root}"))
                .withMessageContaining("expected: {port} in the command");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contender.of("mine@70000=./mine {root}"))
                .withMessage("port of mine: 70000 (expected: 1..65535)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contenders.find(
                        new Programs(List.of(dir)), List.of(Contender.of("pxe4j=x {port}")), new Recorder()))
                .withMessageContaining("a name that no other server has");
    }

    @Test
    void dhcpIsNotMeasuredWithoutPerfdhcp() {
        assertThat(DhcpSuite.obstacle(new Programs(List.of(dir))))
                .hasValue(
                        "perfdhcp is not installed: install Debian's package kea-admin, or say where it is by --peer-path");
    }

    @Test
    void pinningNeedsTasksetAndTwoCores() throws Exception {
        assertThat(Pinning.of(new Programs(List.of(dir)), 8)).isEqualTo(Pinning.NONE);
        install("taskset");

        assertThat(Pinning.of(new Programs(List.of(dir)), 1)).isEqualTo(Pinning.NONE);
        assertThat(Pinning.of(new Programs(List.of(dir)), 2).words()).isEqualTo("servers on core 0, load on core 1");
    }

    private Path install(String name) throws Exception {
        Path program = Files.writeString(dir.resolve(name), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }
}
