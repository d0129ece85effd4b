package io.pxe4j.tftp.server;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A listener that keeps the events for a test to wait for. */
final class Recorder implements TftpListener {
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    @Override
    public void started(TransferStarted event) {
        events.add(event);
    }

    @Override
    public void finished(TransferFinished event) {
        events.add(event);
    }

    @Override
    public void probed(TransferProbed event) {
        events.add(event);
    }

    @Override
    public void failed(TransferFailed event) {
        events.add(event);
    }

    @Override
    public void refused(RequestRefused event) {
        events.add(event);
    }

    /** The next event of that kind; others before it are dropped. */
    <T> T next(Class<T> kind) {
        try {
            for (Object event = events.poll(20, TimeUnit.SECONDS);
                    event != null;
                    event = events.poll(20, TimeUnit.SECONDS)) {
                if (kind.isInstance(event)) {
                    return kind.cast(event);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("no " + kind.getSimpleName() + " within 20 seconds");
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
