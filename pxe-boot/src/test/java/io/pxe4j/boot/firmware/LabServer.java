package io.pxe4j.boot.firmware;

import io.pxe4j.boot.BootServer;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.ipxe.Initrd;
import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.SettingRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** The boot server of the lab, in a process of its own since a running JVM cannot enter a network namespace. */
final class LabServer {
    static final String READY = "LAB-SERVER-READY";

    private LabServer() {}

    /** Arguments: interface, {@code dhcp|proxy|addresses}, content root, {@code echo|linux|tftp-linux}. */
    public static void main(String[] args) throws InterruptedException {
        BootServer.Builder builder =
                BootServer.builder().onInterface(args[0]).root(Path.of(args[2])).listener(System.out::println);
        if (!args[1].equals("proxy")) {
            builder.leasing(AddressPool.of("10.77.0.50-10.77.0.99"));
        }
        if (!args[1].equals("addresses")) {
            builder.bios("undionly.kpxe").uefiX64("snponly.efi").scripts(script(args[3]));
        }
        BootServer server = builder.build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.start().toCompletableFuture().join();
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    private static Function<BootClient, IpxeScript> script(String name) {
        return switch (name) {
            case "linux" -> client -> linux("");
            case "tftp-linux" -> client -> linux("tftp://10.77.0.1/");
            default -> LabServer::echo;
        };
    }

    private static IpxeScript echo(BootClient client) {
        return IpxeScript.builder()
                .echo("LAB-SCRIPT-OK ", client.hardwareAddress().toString(), " ", SettingRef.of("platform"))
                .sleep(Duration.ofSeconds(30))
                .propagate()
                .build();
    }

    private static IpxeScript linux(String base) {
        Initrd initrd = Initrd.of(base + "initrd.img");
        return IpxeScript.builder()
                .kernel(base + "vmlinuz")
                .initrd(initrd)
                .args("console=ttyS0 panic=-1 quiet")
                .propagate()
                .initrd(initrd)
                .propagate()
                .boot()
                .propagate()
                .build();
    }
}
