package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.ServerPort;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The small parts that make a packet cheap. */
class ServerPartsTest {
    private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

    @Test
    @SuppressWarnings("deprecation") // Netty's own interface.
    void oneReceiveBufferServesBatchAfterBatch() {
        ReceiveBuffer buffers = new ReceiveBuffer(3000);
        RecvByteBufAllocator.Handle handle = buffers.newHandle();
        ByteBuf first = handle.allocate(ALLOCATOR);
        first.writeZero(2000);
        first.release();
        ByteBuf second = handle.allocate(ALLOCATOR);

        assertThat(second).isSameAs(first);
        assertThat(second.writableBytes()).isEqualTo(3000);
        assertThat(handle.guess()).isEqualTo(3000);
        // Somebody still reads the second batch: the third gets a buffer of its own.
        ByteBuf third = buffers.newHandle().allocate(ALLOCATOR);
        assertThat(third).isNotSameAs(second);
        assertThat(third.writableBytes()).isEqualTo(3000);
        third.release();
        assertThat(third.refCnt()).isZero();
        second.release();
        buffers.release();
        buffers.release();
        assertThat(first.refCnt()).isZero();
    }

    @Test
    void aBatchFitsTheMemory() {
        assertThat(ReceiveBuffer.batch(1501, 64, 1 << 18)).isEqualTo(64);
        assertThat(ReceiveBuffer.batch(65508, 64, 1 << 18)).isEqualTo(4);
        assertThat(ReceiveBuffer.batch(65508, 64, 1000)).isEqualTo(1);
        assertThat(ReceiveBuffer.batch(1501, 1, 1 << 18)).isEqualTo(1);
    }

    @Test
    void arrivalsOfTheLastSourcesAreKept() {
        ServerInterface.Address self = new ServerInterface.Address(Ip4.of("10.0.0.1"), 24);
        Arrivals arrivals = new Arrivals("br0", self, ServerPort.DHCP, false);
        DhcpArrival relay = arrivals.from(Ip4.of("10.0.1.254"), 67);

        assertThat(relay)
                .isEqualTo(new DhcpArrival(
                        "br0", Ip4.of("10.0.0.1"), 24, ServerPort.DHCP, Ip4.of("10.0.1.254"), 67, false));
        assertThat(arrivals.from(Ip4.of("10.0.1.254"), 67)).isSameAs(relay);
        assertThat(arrivals.from(Ip4.of("10.0.1.254"), 68).sourcePort()).isEqualTo(68);
        assertThat(arrivals.from(Ip4.ANY, 68).broadcast()).isTrue();
        assertThat(new Arrivals("br0", self, ServerPort.PXE, true)
                        .from(Ip4.of("10.0.0.9"), 4011)
                        .broadcast())
                .isTrue();
        for (int i = 0; i < 10_000; i++) {
            DhcpArrival one = arrivals.from(new Ip4(0x0a000000 | i * 77), i % 5);
            assertThat(one.sourceAddress().bits()).isEqualTo(0x0a000000 | i * 77);
            assertThat(one.sourcePort()).isEqualTo(i % 5);
        }
    }

    @Test
    void socketAddressesAreKeptAndNeverMixedUp() {
        Endpoints endpoints = new Endpoints();
        InetSocketAddress broadcast = endpoints.of(Ip4.BROADCAST, 68);
        assertThat(broadcast).isEqualTo(new InetSocketAddress("255.255.255.255", 68));
        assertThat(endpoints.of(Ip4.BROADCAST, 68)).isSameAs(broadcast);
        assertThat(endpoints.of(Ip4.ANY, 0)).isEqualTo(new InetSocketAddress("0.0.0.0", 0));
        for (int i = 0; i < 10_000; i++) {
            Ip4 address = new Ip4(0x0a000000 | i * 31);
            InetSocketAddress one = endpoints.of(address, i);
            assertThat(one.getPort()).isEqualTo(i);
            assertThat(Ip4.of(one.getAddress())).isEqualTo(address);
        }
    }

    @Test
    void everyCounterAndReasonIsInASnapshot() {
        CounterBoard board = new CounterBoard();
        DhcpCounters empty = board.snapshot();
        for (DhcpCounter counter : DhcpCounter.values()) {
            if (counter != DhcpCounter.DROPPED) {
                board.add(counter, 5);
            }
        }
        for (DropReason reason : DropReason.values()) {
            board.countDropped(reason);
        }
        DhcpCounters full = board.snapshot();
        for (DhcpCounter counter : DhcpCounter.values()) {
            assertThat(empty.value(counter)).isZero();
            assertThat(full.value(counter)).isEqualTo(counter == DhcpCounter.DROPPED ? DropReason.values().length : 5);
        }
        for (DropReason reason : DropReason.values()) {
            assertThat(empty.dropped(reason)).isZero();
            assertThat(full.dropped(reason)).isEqualTo(1);
        }
        assertThat(empty).hasToString("");
    }
}
