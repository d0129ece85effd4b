package readme;

// spotless:off: as the README shows it
// README: the example begins here
import io.pxe4j.boot.BootServer;
import io.pxe4j.ipxe.Initrd;
import io.pxe4j.ipxe.IpxeScript;
import java.nio.file.Path;

public class MyBootServer {
    public static void main(String[] args) throws InterruptedException {
        Initrd initrd = Initrd.of("initrd.img");
        try (BootServer server = BootServer.builder()
                .onInterface("eth0")
                .proxy() // or leasing(AddressPool.of("10.0.0.50-10.0.0.99"))
                .root(Path.of("/srv/boot")) // has undionly.kpxe, snponly.efi, vmlinuz, initrd.img
                .bios("undionly.kpxe").uefiX64("snponly.efi")
                .scripts(client -> IpxeScript.builder()
                        .echo("Hello, ", client.hardwareAddress().toString())
                        .kernel("vmlinuz").initrd(initrd).args("quiet").propagate()
                        .initrd(initrd).propagate()
                        .boot().propagate()
                        .build())
                .listener(System.out::println)
                .build()) {
            server.start().toCompletableFuture().join();
            Thread.currentThread().join();
        }
    }
}
// README: and ends here
// spotless:on
