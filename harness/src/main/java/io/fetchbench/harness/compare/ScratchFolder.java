package io.fetchbench.harness.compare;

import io.fetchbench.harness.UserError;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder that is gone afterwards, also if the process is interrupted; its child processes are ended first then. It stays only where
 * an error says to look into it.
 */
public final class ScratchFolder implements AutoCloseable {
    /** A child process may have started another just before it was ended, and that one writes on. */
    private static final int TRIES = 10;

    private static volatile boolean interrupted;

    private final Path path;
    private final Runnable afterwards;
    private final Thread onInterrupt;
    private volatile String whenInterrupted;
    private boolean kept;

    private ScratchFolder(Path path, String whenInterrupted, Runnable afterwards) {
        this.path = path;
        this.whenInterrupted = whenInterrupted;
        this.afterwards = afterwards;
        onInterrupt = new Thread(() -> {
            interrupted = true;
            if (!this.whenInterrupted.isEmpty()) {
                System.err.println("\ninterrupted: " + this.whenInterrupted);
            }
            boolean gone = false;
            for (int tries = 1; tries <= TRIES && !gone; tries++) {
                endChildren();
                gone = delete(tries == TRIES);
            }
            afterwards.run();
        }, "scratch-folder");
    }

    /**
     * Makes one.
     *
     * @param prefix of its name
     * @param whenInterrupted what to tell the user then
     * @param afterwards what to do then when the folder is gone
     * @return to be closed
     * @throws UserError if it can't be made
     */
    public static ScratchFolder create(String prefix, String whenInterrupted, Runnable afterwards) {
        try {
            var folder = new ScratchFolder(Files.createTempDirectory(prefix), whenInterrupted, afterwards);
            Runtime.getRuntime().addShutdownHook(folder.onInterrupt);
            return folder;
        } catch (IOException e) {
            throw new UserError("temporary folder: expected to make one, got " + e, e);
        }
    }

    /** {@return whether this process is going down and the user has been told: errors that follow from it are none} */
    public static boolean wasInterrupted() {
        return interrupted;
    }

    /** From here on somebody else tells the user. */
    public void sayNothing() {
        whenInterrupted = "";
    }

    /**
     * Stays behind where a user is told to look into it.
     *
     * @param error what is told
     */
    public void keepIfNamedBy(UserError error) {
        kept = error.getMessage().contains(path.toString());
    }

    /** {@return the folder} */
    public Path path() {
        return path;
    }

    private static void endChildren() {
        ProcessHandle.current().descendants().forEach(child -> {
            child.destroyForcibly();
            child.onExit().join();
        });
    }

    /** {@return whether it is gone} */
    private boolean delete(boolean sayIfNot) {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
            return true;
        } catch (NoSuchFileException e) {
            return !Files.exists(path);
        } catch (IOException e) {
            if (sayIfNot) {
                System.err.println("temporary folder " + path + ": expected to delete it, got " + e);
            }
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook deletes.
            return;
        }
        if (!kept) {
            delete(true);
        }
    }
}
