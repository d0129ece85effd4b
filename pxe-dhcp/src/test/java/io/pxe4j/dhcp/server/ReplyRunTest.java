package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplyRunTest {
    private static final InetSocketAddress RELAY = new InetSocketAddress("10.0.0.1", 67);
    private static final InetSocketAddress OTHER = new InetSocketAddress("10.0.0.2", 67);

    private final List<String> sent = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ReplyRun run = new ReplyRun(channel, new Cutting(true));

    @AfterEach
    void closes() {
        channel.finishAndReleaseAll();
    }

    @Test
    void answersOfOneSizeToOnePlaceLeaveTogetherInTheirOrder() {
        add("aaa", RELAY);
        add("bbb", RELAY);
        add("ccc", RELAY);
        leave();

        assertThat(written()).containsExactly("aaabbbccc cut by 3 to 10.0.0.1");
        assertThat(sent).containsExactly("aaa ok", "bbb ok", "ccc ok");
    }

    @Test
    void answerOfAnotherSizeOrToAnotherPlaceBeginsAnotherDatagram() {
        add("aaa", RELAY);
        add("bbb", RELAY);
        add("cccc", RELAY);
        add("dddd", OTHER);
        add("eeee", OTHER);
        leave();

        assertThat(written())
                .containsExactly("aaabbb cut by 3 to 10.0.0.1", "cccc to 10.0.0.1", "ddddeeee cut by 4 to 10.0.0.2");
    }

    @Test
    void noMoreThanTheKernelsSixtyFourLeaveTogether() {
        for (int i = 0; i < 65; i++) {
            add("a", RELAY);
        }
        leave();

        assertThat(written()).containsExactly("a".repeat(64) + " cut by 1 to 10.0.0.1", "a to 10.0.0.1");
        assertThat(sent).hasSize(65);
    }

    @Test
    void noMoreThanADatagramHoldsLeaveTogether() {
        String large = "x".repeat(1472);
        for (int i = 0; i < 45; i++) {
            add(large, RELAY);
        }
        leave();

        assertThat(written())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.indexOf(' ')).isLessThanOrEqualTo(65_507));
    }

    @Test
    void nothingWaitsTwice() {
        add("aaa", RELAY);
        leave();
        leave();

        assertThat(written()).containsExactly("aaa to 10.0.0.1");
    }

    @Test
    void withoutTheSystemsHelpEachLeavesAlone() {
        ReplyRun single = new ReplyRun(channel, new Cutting(false));
        single.add(Unpooled.copiedBuffer("aaa".getBytes()), RELAY, done -> sent.add("aaa " + done.isSuccess()));
        single.add(Unpooled.copiedBuffer("bbb".getBytes()), RELAY, done -> sent.add("bbb " + done.isSuccess()));
        single.write();
        channel.flush();

        assertThat(written()).containsExactly("aaa to 10.0.0.1", "bbb to 10.0.0.1");
    }

    @Test
    void routeThatRefusesGetsThemOneByOneFromThenOn() {
        channel.pipeline().addFirst(new Refusing());
        add("aaa", RELAY);
        add("bbb", RELAY);
        leave();
        add("ccc", RELAY);
        add("ddd", RELAY);
        leave();

        assertThat(written())
                .containsExactly("aaa to 10.0.0.1", "bbb to 10.0.0.1", "ccc to 10.0.0.1", "ddd to 10.0.0.1");
        assertThat(sent).containsExactly("aaa ok", "bbb ok", "ccc ok", "ddd ok");
    }

    @Test
    void answersOfAClosedSocketFailEach() {
        add("aaa", RELAY);
        add("bbb", RELAY);
        run.write();
        channel.close();

        assertThat(sent).containsExactly("aaa failed", "bbb failed");
    }

    private void add(String text, InetSocketAddress to) {
        ByteBuf encoded = Unpooled.copiedBuffer(text.getBytes());
        run.add(encoded, to, done -> sent.add(text + (done.isSuccess() ? " ok" : " failed")));
    }

    private void leave() {
        run.write();
        channel.flush();
    }

    private List<String> written() {
        List<String> all = new ArrayList<>();
        for (DatagramPacket one = channel.readOutbound(); one != null; one = channel.readOutbound()) {
            String text = one.content().toString(java.nio.charset.StandardCharsets.US_ASCII);
            String cut = one instanceof Cut piece ? " cut by " + piece.size : "";
            all.add(text + cut + " to " + one.recipient().getAddress().getHostAddress());
            one.release();
        }
        return all;
    }

    private static final class Cut extends DatagramPacket {
        private final int size;

        Cut(ByteBuf data, int size, InetSocketAddress recipient) {
            super(data, recipient);
            this.size = size;
        }
    }

    private record Cutting(boolean canSegment) implements Transport {
        @Override
        public DatagramPacket segmented(ByteBuf datagrams, int size, InetSocketAddress to) {
            return new Cut(datagrams, size, to);
        }

        @Override
        public EventLoopGroup newGroup() {
            return NIO.newGroup();
        }

        @Override
        public boolean bindsToDevices() {
            return false;
        }

        @Override
        public int datagramsPerRead() {
            return 1;
        }

        @Override
        public DatagramChannel newChannel(BindPlan plan, SocketSettings settings) {
            return NIO.newChannel(plan, settings);
        }
    }

    /** A route whose device cannot fill in checksums. */
    private static final class Refusing extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            if (message instanceof Cut cut) {
                cut.release();
                promise.setFailure(new IOException("EIO"));
                return;
            }
            ctx.write(message, promise);
        }
    }
}
