"""The contact panel of the case page: may I call, what to say, and what came of it in three inputs."""



