package io.fetchbench.coroutine.examples;

import io.fetchbench.coroutine.Generator;
import io.fetchbench.coroutine.StopIteration;

/** The lesson's second snippet: a generator yields values, is sent one, has an exception thrown in, and is closed. */
public final class Generators {
    private Generators() {}

    /**
     * What the generator of the lesson does.
     *
     * @return a new generator
     */
    static Generator<String, Object, String> genFunc() {
        return Generator.of(self -> {
            // A yield hands a value out, and takes one in.
            String html = self.yield("http://project.com");
            System.out.println(html);
            self.yield(2);
            self.yield(3);
            return "erg";
        });
    }

    /**
     * Prints what the generator yields, is sent, and returns.
     *
     * @param args none
     */
    public static void main(String[] args) {
        sendAndReturn();
        throwAndClose();
    }

    private static void sendAndReturn() {
        Generator<String, Object, String> gen = genFunc();
        // The first step, by next() or send(null), runs to the first yield. Nothing else can be sent before.
        System.out.println(gen.next());
        System.out.println(gen.send("ergou"));
        System.out.println(gen.next());
        try {
            gen.next();
        } catch (StopIteration stop) {
            System.out.println("returned " + stop.value());
        }
    }

    private static void throwAndClose() {
        Generator<String, Object, String> gen = genFunc();
        System.out.println(gen.next());
        try {
            gen.throwing(new IllegalArgumentException("thrown in"));
        } catch (IllegalArgumentException e) {
            System.out.println("not caught inside: " + e.getMessage());
        }
        gen.close();
        try {
            gen.next();
        } catch (StopIteration _) {
            System.out.println("closed: no next value");
        }
    }
}
