/** Simulated firmware for protocol tests. */
module io.pxe4j.testkit {
    requires transitive io.pxe4j.dhcp;
    requires transitive io.pxe4j.tftp;
    requires org.slf4j;
    requires java.net.http;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;

    exports io.pxe4j.testkit;
    exports io.pxe4j.testkit.lease;
}
