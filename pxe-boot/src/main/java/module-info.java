/** A boot server assembled. */
module io.pxe4j.boot {
    requires transitive io.pxe4j.dhcp;
    requires transitive io.pxe4j.tftp;
    requires transitive io.pxe4j.ipxe;
    requires io.pxe4j.testkit;
    requires java.sql;
    requires io.netty.common;
    requires transitive io.netty.transport;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.handler;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires info.picocli;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.pxe4j.boot;
    exports io.pxe4j.boot.cli;
    exports io.pxe4j.boot.http;

    opens io.pxe4j.boot.cli to
            info.picocli;
}
