package io.pxe4j.tftp.server;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Takes the body of an HTTP response into memory, up to a limit and as long as there is memory for it; the rest is cut off. */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Octets> {
    private static final int FIRST = 16 << 10;

    /** What came. */
    static final class Octets {
        private final byte[] bytes;
        private final boolean cut;
        private final IntConsumer giveBack;

        Octets(byte[] bytes, boolean cut, IntConsumer giveBack) {
            this.bytes = bytes;
            this.cut = cut;
            this.giveBack = giveBack;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Whether there was more. */
        boolean isCut() {
            return cut;
        }

        /** The octets are not kept. */
        void giveBack() {
            giveBack.accept(bytes.length);
        }
    }

    private final int limit;
    private final IntPredicate take;
    private final IntConsumer giveBack;
    private final CompletableFuture<Octets> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private byte[] bytes = new byte[0];
    private int length;

    /** A body whose memory is not counted. */
    BoundedBody(int limit) {
        this(limit, octets -> true, octets -> {});
    }

    /**
     * A body whose memory is counted.
     *
     * @param take asks for so many octets more
     * @param giveBack says that so many are not needed any more
     */
    BoundedBody(int limit, IntPredicate take, IntConsumer giveBack) {
        this.limit = limit;
        this.take = take;
        this.giveBack = giveBack;
    }

    @Override
    public CompletionStage<Octets> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription incoming) {
        subscription = incoming;
        incoming.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            int count = part.remaining();
            if (whole.isDone()) {
                return;
            }
            if (count > limit - length || !take.test(count)) {
                end(true);
                return;
            }
            append(part, count);
        }
    }

    private void append(ByteBuffer part, int count) {
        if (length + count > bytes.length) {
            long doubled = Math.max(FIRST, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(doubled, (long) length + count)));
        }
        part.get(bytes, length, count);
        length += count;
    }

    private void end(boolean cut) {
        if (cut && subscription != null) {
            subscription.cancel();
        }
        byte[] exact = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        bytes = new byte[0];
        if (!whole.complete(new Octets(exact, cut, giveBack))) {
            giveBack.accept(length);
        }
    }

    @Override
    public void onComplete() {
        if (!whole.isDone()) {
            end(false);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (whole.completeExceptionally(failure)) {
            bytes = new byte[0];
            giveBack.accept(length);
        }
    }
}
