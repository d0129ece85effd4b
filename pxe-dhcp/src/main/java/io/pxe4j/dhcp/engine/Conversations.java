package io.pxe4j.dhcp.engine;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** The requests that wait for a policy or a store: a bounded number, each with a deadline. */
final class Conversations {
    private final EngineContext context;
    private final long answerWithinNanos;
    private final int capacity;
    // Oldest first: all wait equally long, so this is the order of their deadlines too.
    private final Set<Conversation> waiting = new LinkedHashSet<>();

    Conversations(EngineContext context, Duration answerWithin, int capacity) {
        this.context = context;
        this.answerWithinNanos = answerWithin.toNanos();
        this.capacity = capacity;
    }

    /** A conversation that begins now. */
    Conversation open() {
        return new Conversation(this, now() + answerWithinNanos);
    }

    /** Lets a conversation wait, unless too many do. */
    boolean admit(Conversation conversation) {
        if (waiting.contains(conversation)) {
            return true;
        }
        dropLate();
        return waiting.size() < capacity && waiting.add(conversation);
    }

    void forget(Conversation conversation) {
        waiting.remove(conversation);
    }

    void dropLate() {
        if (waiting.isEmpty()) {
            return;
        }
        long now = now();
        while (!waiting.isEmpty()) {
            Iterator<Conversation> oldest = waiting.iterator();
            Conversation conversation = oldest.next();
            if (!conversation.isLate(now)) {
                return;
            }
            oldest.remove();
            conversation.dropLate();
        }
    }

    void dropAll() {
        for (Conversation conversation : List.copyOf(waiting)) {
            conversation.drop(DropReason.CLOSING, "");
        }
    }

    int size() {
        return waiting.size();
    }

    long now() {
        return context.nanoClock().getAsLong();
    }

    Executor executor() {
        return context.executor();
    }
}
