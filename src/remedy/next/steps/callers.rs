//! Steps for what calls an engine or a registry, and for services around a container.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use crate::read::evidence::Tool;

/// Lets a container of ECS reach the credentials of its role:
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_IAM_roles.html>.
pub(super) fn task_role() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "On EC2, start the agent with task roles, in the user data of the container instance",
            command::powershell("Import-Module ECSTools\nInitialize-ECSAgent -Cluster CLUSTER -EnableTaskIAMRole", &[]),
        )),
        Some(Next::say(
            "Run AWS’ bootstrap script for task roles when the container starts: it adds the route to 169.254.170.2",
        )),
        Some(Next::say(
            "If the instance was restarted, delete the agent’s proxy interface and start the agent so again",
        )),
    ]
}

/// Updates what calls the engine, or lets it in for the time being.
pub(super) fn client_too_old(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let raised = situation.diagnosis.line.contains("version is 1.44");
    let api = command::file("{ \"min-api-version\": \"1.24\" }", &[]);
    vec![
        Some(Next::say(
            "Update the program that calls Docker: an agent, a CI runner, Compose, or a tool in a container",
        )),
        Some(Next::write(
            "Until then, let Docker 29 take older versions: in daemon.json, then restart the engine",
            api,
        ))
        .filter(|_| raised),
    ]
}

/// Lets App Service pull from a private registry. It pulls by itself, so a login elsewhere is no help:
/// <https://learn.microsoft.com/azure/app-service/configure-custom-container>.
pub(super) fn app_service() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "Give the web app the registry’s user and password. App Service pulls the image itself, and doesn’t use docker login",
            command::any_shell(
                "az webapp config container set --name NAME --resource-group GROUP --container-registry-user USER --container-registry-password \
                 PASSWORD",
                &[],
            ),
        )),
        Some(Next::say(
            "Or give its managed identity the role AcrPull on the registry, and use az webapp create with --acr-use-identity",
        )),
    ]
}

/// Tells the process that pulls about the proxy: nerdctl and ctr pull themselves, the others are services.
/// <https://docs.docker.com/engine/daemon/proxy/>, <https://github.com/containerd/containerd/issues/7218>.
pub(super) fn proxy(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let engine = &situation.evidence.engine;
    let set = match () {
        () if situation.diagnosis.is_cluster() || engine.tool == Some(Tool::Crictl) => Next::write(
            "On the node, give the service containerd the proxy, then restart it",
            command::powershell(
                "[Environment]::SetEnvironmentVariable('HTTPS_PROXY', 'http://PROXY:PORT', 'Machine')\nRestart-Service containerd -Force",
                &[],
            ),
        ),
        () if engine.is_containerd(None) => Next::write(
            "Give the shell that pulls the proxy, then pull again",
            command::powershell("$Env:HTTPS_PROXY = 'http://PROXY:PORT'", &[]),
        ),
        () => Next::write(
            "Give the engine the proxy in daemon.json, then restart it",
            command::file("{ \"proxies\": { \"https-proxy\": \"http://PROXY:PORT\" } }", &[]),
        ),
    };
    vec![Some(set)]
}
