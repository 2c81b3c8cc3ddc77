namespace StudioApp.Web.Features.Jobs;

public static class JobsFeature
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services.AddTransient<JobsViewModel>();
}
