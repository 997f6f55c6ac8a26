-- What is known of a job's failure goes with the job, which the worker deletes by SQL when it is done.
ALTER TABLE briefings_jobfailure
    ADD CONSTRAINT briefings_jobfailure_of_its_job
    FOREIGN KEY (job_id) REFERENCES procrastinate_jobs (id) ON DELETE CASCADE;
